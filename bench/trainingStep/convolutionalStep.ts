/**
 * How long does one update of a small convolutional network take?
 *
 * Two convolutions with ReLU and pooling and a dense layer, Adam, batches of 32 gathered from 6,000 images of 28 × 28.
 */
import type { Work } from "../work.js";
import { checkNumbers } from "./check.js";
import { momentaContender } from "./momenta.js";
import { convolutional } from "./network.js";
import { peers } from "./peers.js";
import { tfjsContender } from "./tfjs.js";

const UPDATES = 40;
const OP_BY_OP = 20;

export const convolutionalStep: Work = {
  name: "convolutional step",
  unit: "update",
  contenders() {
    checkNumbers(convolutional, 1);
    return [
      momentaContender(convolutional, 1, UPDATES),
      tfjsContender(convolutional, 1, OP_BY_OP),
      ...peers(convolutional, 1, UPDATES, ["eager", "compile"]),
    ];
  },
  targets: [
    { contender: "momenta", against: "tfjs-node", atLeast: 2.5 },
    { contender: "momenta", against: "pytorch", atLeast: 0.8 },
  ],
};
