import { tf } from "../engine/index.js";
import { plane } from "./plane.js";

/**
 * A long valley between steep walls: along its floor the way down leads to either side, and is flat where it begins.
 *
 *     f(x, y) = 5 · x² + (y² − 4)² / 80
 *
 * What moves across by a gradient of 10 at x = 1 sees one of .01 along at y = .05: methods without a rate for each
 * parameter hardly leave the symmetry axis. It has the features of "Long Valley" in Alec Radford's animations of
 * optimizers (2014), whose formula is not published; this one is ours.
 */
export const longValley = plane(
  {
    name: "Long valley",
    minima: [
      { point: [0, 2], value: 0 },
      { point: [0, -2], value: 0 },
    ],
    saddles: [{ point: [0, 0], value: 0.2 }],
    box: { lower: [-1.5, -2.5], upper: [1.5, 2.5] },
    start: [1, 0.05],
  },
  (x, y) => tf.add(tf.mul(5, tf.square(x)), tf.div(tf.square(tf.sub(tf.square(y), 4)), 80)),
);
