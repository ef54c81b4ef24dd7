import type { Tensor } from "@tensorflow/tfjs";
import { tf } from "../engine/index.js";
import { plane } from "./plane.js";

/**
 * Beale's function, flat in the middle and steep towards the corners.
 *
 *     f(x, y) = (1.5 − x + x · y)² + (2.25 − x + x · y²)² + (2.625 − x + x · y³)²
 *
 * Source: Moré, Garbow and Hillstrom, "Testing unconstrained optimization software", 1981, problem 5, with its start.
 */
export const beale = plane(
  {
    name: "Beale",
    minima: [{ point: [3, 0.5], value: 0 }],
    saddles: [{ point: [0, 1], value: 1.5 ** 2 + 2.25 ** 2 + 2.625 ** 2 }],
    box: { lower: [-4.5, -4.5], upper: [4.5, 4.5] },
    start: [1, 1],
  },
  (x, y) => {
    const square = tf.square(y);
    const term = (constant: number, power: Tensor) => tf.square(tf.add(constant, tf.mul(x, tf.sub(power, 1))));
    return tf.addN([term(1.5, y), term(2.25, square), term(2.625, tf.mul(square, y))]);
  },
);
