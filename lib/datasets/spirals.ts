import type { Dataset } from "./dataset.js";
import { type PlanarOptions, planar } from "./planar.js";

const TURNS = 1.5;

/**
 * Two arms that wind around each other one and a half times, r (cos φ, sin φ) with φ = 3πr, the second arm turned by π;
 * r uniform in [0, 1). Noise .02 where left out.
 *
 * Source: Lang, Witbrock, "Learning to tell two spirals apart", 1988; their arms wind three times.
 *
 * @throws RangeError where an option is out of its range, naming it
 */
export function spirals(options: PlanarOptions = {}): Dataset {
  return planar(
    "spirals",
    2,
    (label, random) => {
      const radius = random.uniform();
      const angle = 2 * Math.PI * TURNS * radius + Math.PI * label;
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    },
    0.02,
    options,
  );
}
