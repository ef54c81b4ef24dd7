import type { Tensor } from "@tensorflow/tfjs";
import { requireArgument, whole } from "../arguments/index.js";
import { tf } from "../engine/index.js";
import { type Landscape, landscape } from "./landscape.js";

/**
 * Rosenbrock's function, a curved valley whose floor is almost flat.
 *
 *     f(x) = Σᵢ (1 − xᵢ)² + 100 · (xᵢ₊₁ − xᵢ²)²,   i = 1 … n − 1
 *
 * The minimum is at 1, …, 1; for n = 4 to 30 a local one is known near −1, 1, …, 1, without a closed form.
 * Source: Rosenbrock, "An automatic method for finding the greatest or least value of a function", 1960, with its start;
 * more dimensions: Kok and Sandrock, "Locating and characterizing the stationary points of the extended Rosenbrock
 * function", 2009.
 *
 * @throws RangeError where `dimension` is no whole number above 1
 */
export function rosenbrock(dimension = 2): Landscape {
  requireArgument("rosenbrock", "dimension", dimension, whole(2));
  const all = (value: number) => Array<number>(dimension).fill(value);
  return landscape({
    name: "Rosenbrock",
    dimension,
    value(points) {
      const part = (from: number): Tensor => tf.slice(points, [0, from], [-1, dimension - 1]);
      const [x, next] = [part(0), part(1)];
      const across = tf.sub(next, tf.square(x));
      return tf.sum(tf.add(tf.square(tf.sub(1, x)), tf.mul(100, tf.square(across))), 1);
    },
    minima: [{ point: all(1), value: 0 }],
    saddles: [],
    box: { lower: all(-2), upper: all(2) },
    start: all(1).map((_, axis) => (axis % 2 === 0 ? -1.2 : 1)),
  });
}
