import type { Dataset } from "./dataset.js";
import { type PlanarOptions, planar } from "./planar.js";

/**
 * Normal distributions around the four corners (±1, ±1), of class 0 where both signs agree and 1 where they differ.
 * Noise .25 where left out.
 *
 * Source: Minsky, Papert, "Perceptrons", 1969: what no linear classifier learns.
 *
 * @throws RangeError where an option is out of its range, naming it
 */
export function xor(options: PlanarOptions = {}): Dataset {
  return planar(
    "xor",
    2,
    (label, random) => {
      const x = random.below(2) === 0 ? -1 : 1;
      return [x, label === 0 ? x : -x];
    },
    0.25,
    options,
  );
}
