import type { Dataset } from "./dataset.js";
import { type PlanarOptions, planar } from "./planar.js";

/**
 * A circle of radius 1 (class 0) and one of radius ½ within it (class 1), angles uniform. Noise .05 where left out.
 *
 * Source: `make_circles` of scikit-learn.
 *
 * @throws RangeError where an option is out of its range, naming it
 */
export function circles(options: PlanarOptions = {}): Dataset {
  return planar(
    "circles",
    2,
    (label, random) => {
      const radius = label === 0 ? 1 : 0.5;
      const angle = 2 * Math.PI * random.uniform();
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    },
    0.05,
    options,
  );
}
