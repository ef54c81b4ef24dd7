import { tf } from "../engine/index.js";
import { plane } from "./plane.js";

/**
 * The simplest saddle, f(x, y) = x² − y²: it has no minimum. The start is close to the axis that leads into the saddle.
 */
export const simpleSaddle = plane(
  {
    name: "Saddle",
    minima: [],
    saddles: [{ point: [0, 0], value: 0 }],
    box: { lower: [-1.5, -1.5], upper: [1.5, 1.5] },
    start: [1, 0.001],
  },
  (x, y) => tf.sub(tf.square(x), tf.square(y)),
);
