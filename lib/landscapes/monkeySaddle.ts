import { tf } from "../engine/index.js";
import { plane } from "./plane.js";

/**
 * A saddle with three ways down (two for the legs, one for the tail), f(x, y) = x³ − 3 · x · y². It has no minimum, and
 * at the saddle the Hessian is 0.
 *
 * Source: Hilbert and Cohn-Vossen, "Geometry and the imagination", 1952.
 */
export const monkeySaddle = plane(
  {
    name: "Monkey saddle",
    minima: [],
    saddles: [{ point: [0, 0], value: 0 }],
    box: { lower: [-1.5, -1.5], upper: [1.5, 1.5] },
    start: [1, 0.001],
  },
  (x, y) => tf.mul(x, tf.sub(tf.square(x), tf.mul(3, tf.square(y)))),
);
