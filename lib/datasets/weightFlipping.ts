import { requireKnown } from "../arguments/index.js";
import { random } from "../engine/index.js";
import { requireCount, requireFinite, requireList } from "./check.js";
import { draws } from "./draws.js";
import { type OnlineStream, onlineStream } from "./onlineStream.js";

export interface WeightFlippingOptions {
  /** Inputs, n. */
  readonly features?: number;
  /** How many of the inputs, the first ones, have a target weight other than 0. */
  readonly relevant?: number;
  /** A weight flips before every so many examples. */
  readonly flipEvery?: number;
  /** The size of the target weights that are not 0. */
  readonly weight?: number;
}

/**
 * Weight flipping: x ~ N(0, Iₙ), y = w*·x without noise. The target weights w* of the relevant inputs are ±weight, at
 * random at first, the other ones 0; every `flipEvery` examples one of the relevant ones, at random, changes its sign.
 *
 * ```ts
 * const stream = weightFlipping([1, 2, 3]);
 * const { inputs, targets } = stream.next(1000);   // [1000, 3, 20], [1000, 3]
 * ```
 *
 * Source: Degris, Javed, Sharifnassab, Liu, Sutton, "Step-size optimization for continual learning", 2024, arXiv
 * 2401.17401, after Sutton, "Adapting bias by gradient descent", AAAI 1992.
 *
 * @throws RangeError where a number of features, relevant ones or examples is no whole number of at least 1, or there are
 *   more relevant ones than features
 */
export function weightFlipping(seeds: readonly number[], options: WeightFlippingOptions = {}): OnlineStream {
  requireList("weightFlipping, seeds", seeds, "whole numbers");
  requireCount("weightFlipping: the number of seeds", seeds.length);
  requireKnown("weightFlipping", options, ["features", "relevant", "flipEvery", "weight"]);
  const { features = 20, relevant = 5, flipEvery = 20, weight = 1 } = options;
  requireCount("weightFlipping: features", features);
  requireCount("weightFlipping: relevant", relevant, features);
  requireCount("weightFlipping: flipEvery", flipEvery);
  requireFinite("weightFlipping: weight", weight);
  return onlineStream(
    features,
    seeds.map((seed) => {
      const { normal, below } = random(seed, draws.weightFlipping);
      const weights = Array.from({ length: relevant }, () => (below(2) === 0 ? weight : -weight));
      let examples = 0;
      return (input) => {
        if (examples > 0 && examples % flipEvery === 0) {
          const flipped = below(relevant);
          weights[flipped] = -(weights[flipped] as number);
        }
        examples += 1;
        for (let at = 0; at < features; at++) input[at] = normal();
        return weights.reduce((sum, target, at) => sum + target * (input[at] as number), 0);
      };
    }),
  );
}
