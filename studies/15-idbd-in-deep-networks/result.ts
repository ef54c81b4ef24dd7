import type { Compared, Learned } from "./measure/comparison.js";
import type { Cost } from "./measure/cost.js";
import type { FirstRate } from "./measure/firstRates.js";
import type { Stable } from "./measure/stability.js";
import type { DeepIdbdOptions } from "./options.js";

/** What the study found. */
export interface DeepIdbdResult {
  readonly options: DeepIdbdOptions;
  readonly comparison: readonly Learned[];
  readonly firstRates: readonly FirstRate[];
  readonly stability: readonly Stable[];
  readonly cost: readonly Cost[];
}

/** What a method did. */
export function learnedBy({ comparison }: DeepIdbdResult, name: Compared): Learned {
  return comparison.find((one) => one.name === name) as Learned;
}

/** What an update of a method costs. */
export function costOf({ cost }: DeepIdbdResult, name: Cost["name"]): Cost {
  return cost.find((one) => one.name === name) as Cost;
}
