import type { Dataset } from "./dataset.js";
import { type PlanarOptions, planar } from "./planar.js";

/**
 * Two half circles of radius 1 that reach into each other: (cos t, sin t) and (1 − cos t, ½ − sin t), t uniform in [0, π).
 * Noise .1 where left out.
 *
 * Source: `make_moons` of scikit-learn.
 *
 * @throws RangeError where an option is out of its range, naming it
 */
export function twoMoons(options: PlanarOptions = {}): Dataset {
  const point = (label: number, turn: number): [number, number] =>
    label === 0 ? [Math.cos(turn), Math.sin(turn)] : [1 - Math.cos(turn), 0.5 - Math.sin(turn)];
  return planar("two moons", 2, (label, random) => point(label, Math.PI * random.uniform()), 0.1, options);
}
