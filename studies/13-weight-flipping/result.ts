import type { Comparison, Followed, Follower } from "./measure/comparison.js";
import type { Sensitivity } from "./measure/sensitivity.js";
import type { Stable } from "./measure/stability.js";
import type { TwoWeights } from "./measure/twoWeights.js";
import type { WeightFlippingOptions } from "./options.js";

/** What the study found. */
export interface WeightFlippingResult {
  readonly options: WeightFlippingOptions;
  readonly comparison: Comparison;
  readonly stability: readonly Stable[];
  readonly sensitivity: Sensitivity;
  readonly twoWeights: TwoWeights;
}

/** What a method did. */
export function followedBy({ comparison }: WeightFlippingResult, name: Follower): Followed {
  return comparison.followed.find((one) => one.name === name) as Followed;
}
