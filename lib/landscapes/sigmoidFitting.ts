import { tf } from "../engine/index.js";
import type { Landscape } from "./landscape.js";
import { plane } from "./plane.js";

/**
 * Fitting a sigmoid to points (xᵢ, yᵢ): the sigmoid saturates, and its loss is a staircase of plateaus.
 *
 *     f(w, b) = mean over i of (σ(w · xᵢ + b) − yᵢ)²
 *
 * Two points are fitted exactly, by σ⁻¹(yᵢ) = w · xᵢ + b; with another number of points the minimum is not known in
 * closed form and `minima` is empty.
 *
 * @param points pairs [x, y] with 0 < y < 1; of two, the xs are different
 * @throws Error where there is no point, a y is not between 0 and 1, or two points have the same x
 */
export function sigmoidFitting(
  points: readonly (readonly [x: number, y: number])[] = [
    [0.5, 0.2],
    [2.5, 0.9],
  ],
): Landscape {
  if (points.length === 0 || points.some(([x, y]) => !(Number.isFinite(x) && y > 0 && y < 1))) {
    throw new Error(`sigmoidFitting: the points are ${JSON.stringify(points)}; give pairs [x, y] with 0 < y < 1.`);
  }
  const [first, second] = points as [readonly [number, number], (readonly [number, number])?];
  if (points.length === 2 && first[0] === second?.[0]) {
    throw new Error(`sigmoidFitting: both points have x = ${first[0]}; give two that differ in x.`);
  }
  return plane(
    {
      name: "Sigmoid fitting",
      minima: points.length === 2 && second !== undefined ? [{ point: through(first, second), value: 0 }] : [],
      saddles: [],
      box: { lower: [-6, -6], upper: [6, 6] },
      start: [-2, -2],
    },
    (w, b) => {
      const errors = points.map(([x, y]) => tf.square(tf.sub(tf.sigmoid(tf.add(tf.mul(w, x), b)), y)));
      return tf.div(tf.addN(errors), points.length);
    },
  );
}

/** w and b of the sigmoid through two points. */
function through([x1, y1]: readonly [number, number], [x2, y2]: readonly [number, number]): [w: number, b: number] {
  const logit = (y: number) => Math.log(y / (1 - y));
  const w = (logit(y2) - logit(y1)) / (x2 - x1);
  return [w, logit(y1) - w * x1];
}
