import type { Areas } from "./measure/areas.js";
import type { Kmeans, KmeansRecord, RuleName } from "./measure/kmeans.js";
import type { Losses } from "./measure/losses.js";
import type { Lowering, LoweringArm } from "./measure/lowering.js";
import type { Rates } from "./measure/rates.js";
import type { Sizes } from "./measure/sizes.js";
import type { GradientVarianceOptions } from "./options.js";

/** What the study found. */
export interface GradientVariance {
  readonly options: GradientVarianceOptions;
  readonly kmeans: Kmeans;
  readonly areas: Areas;
  readonly rates: Rates;
  readonly losses: Losses;
  readonly lowering: Lowering;
  readonly sizes: Sizes;
}

/** K-means with one rate and one size of minibatch. */
export function clusteredBy({ kmeans }: GradientVariance, rule: RuleName, minibatch: number): KmeansRecord {
  return kmeans.records.find((record) => record.rule === rule && record.minibatch === minibatch) as KmeansRecord;
}

/** K-means on all points at once. */
export function clusteredByBatch({ kmeans }: GradientVariance): KmeansRecord {
  return kmeans.records.find(({ rule }) => rule === "batch") as KmeansRecord;
}

/** The training loss above the least, with one way in which the rate goes. */
export function loweredBy({ lowering }: GradientVariance, arm: LoweringArm) {
  return lowering.records.find((record) => record.arm === arm) as Lowering["records"][number];
}

/** Errors of an estimate of the training loss. */
export function estimatedBy({ losses }: GradientVariance, estimate: string, phase: "falling" | "settled") {
  return losses.records.find((one) => one.estimate === estimate && one.phase === phase) as Losses["records"][number];
}
