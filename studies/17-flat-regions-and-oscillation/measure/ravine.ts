import { tf } from "momenta/engine";
import { type Landscape, landscape } from "momenta/landscapes";

/**
 * (1 − x)² + 20 (3y − x²)², the curved ravine to which the slides point: the first figure of Goh, “Why momentum really works”,
 * Distill 2017, with its start.
 */
export const ravine: Landscape = landscape({
  name: "Banana",
  dimension: 2,
  value(points) {
    const x = tf.squeeze(tf.slice(points, [0, 0], [-1, 1]), [1]);
    const y = tf.squeeze(tf.slice(points, [0, 1], [-1, 1]), [1]);
    const across = tf.sub(tf.mul(3, y), tf.square(x));
    return tf.add(tf.square(tf.sub(1, x)), tf.mul(20, tf.square(across)));
  },
  minima: [{ point: [1, 1 / 3], value: 0 }],
  saddles: [],
  box: { lower: [-1.6, -0.4], upper: [1.6, 1.1] },
  start: [-1.21, 0.853],
});

/** The curvature across the ravine at a w₁, 40 (9 + 4 w₁²): from αλ = 1 on an update goes beyond its floor. */
export function curvatureAcross(x: number): number {
  return 40 * (9 + 4 * x ** 2);
}

/** The share of the updates after which the other wall of the ravine is nearer: 3y − x² has changed its sign. NaN of a path that diverges. */
export function shareOfTurns(path: readonly (readonly number[])[]): number {
  if (!path.at(-1)?.every(Number.isFinite)) return Number.NaN;
  const across = path.map(([x, y]) => 3 * (y as number) - (x as number) ** 2);
  return across.slice(1).filter((value, k) => value * (across[k] as number) < 0).length / (path.length - 1);
}
