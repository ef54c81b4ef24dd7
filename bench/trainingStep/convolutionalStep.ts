/**
 * How long does one update of a small convolutional network take, alone and of eight replicas?
 *
 * Two convolutions with ReLU and pooling and a dense layer, Adam, batches of 32 gathered from 6,000 images of 28 × 28.
 */
import type { Work } from "../work.js";
import { contenders } from "./contenders.js";
import { convolutional } from "./network.js";

/** One replica, 40 updates a call (20 in tfjs-node). */
export const convolutionalStep: Work = {
  name: "convolutional step",
  unit: "update",
  contenders: () => contenders(convolutional, 1, 40, 20, ["eager", "compile"]),
  targets: [
    { contender: "momenta", against: "tfjs-node", atLeast: 2.5 },
    { contender: "momenta", against: "pytorch", atLeast: 0.8 },
  ],
};

/** Eight replicas, 10 updates a call (4 in tfjs-node). */
export const convolutionalStep8: Work = {
  name: "convolutional step of 8",
  unit: "update of all",
  contenders: () => contenders(convolutional, 8, 10, 4, ["eager"]),
  targets: [
    { contender: "momenta", against: "tfjs-node", atLeast: 4 },
    { contender: "momenta", against: "pytorch", atLeast: 1.5 },
  ],
};
