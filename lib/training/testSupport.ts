import { type Dataset, type Examples, type Stream, split } from "../datasets/index.js";
import { random } from "../engine/index.js";
import { mlp } from "../models/index.js";
import { sgd } from "../optimizers/index.js";
import { heldOutAccuracy } from "./criteria/index.js";

/** `count` points around the corners of a cube, one class a corner, so near together that some cannot be told apart. */
function points(count: number, stream: number): Examples {
  const { below, normal } = random(7, stream);
  const labels = Uint8Array.from({ length: count }, () => below(8));
  const inputs = Float32Array.from({ length: 3 * count }, (_, at) => {
    const label = labels[Math.floor(at / 3)] as number;
    return 2 * ((label >> (at % 3)) & 1) - 1 + 0.5 * normal();
  });
  return { count, shape: [3], features: 3, inputs, labels };
}

export const cube: Dataset = { name: "cube", classes: 8, train: points(400, 0), test: points(400, 1) };

const stream: Stream = split(cube, [
  [0, 1],
  [2, 7],
  [0, 1],
]);

/** Settings that a run takes a few dozens of updates in. */
export const quick = {
  model: mlp([3, 8, 8]),
  optimizer: sgd({ learningRate: 0.2 }),
  stream,
  criterion: heldOutAccuracy(0.9, 50),
  stateAtSwitch: "carryOver",
  seeds: 3,
  batchSize: 8,
  maxUpdates: 100,
} as const;
