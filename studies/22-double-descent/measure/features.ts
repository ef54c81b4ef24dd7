import type { Context } from "../../core/index.js";
import type { DoubleDescentOptions } from "../options.js";
import { type FeatureRun, type FeatureRunOptions, featureRun } from "./featureRun.js";

/** The kinds of random features, as `randomFeatures` has them. */
const kinds = ["relu", "fourier"] as const;

/** One kind of features with one number of training digits, a run for each seed. */
export interface FeatureRuns extends Pick<FeatureRunOptions, "kind" | "samples" | "widths"> {
  readonly runs: readonly FeatureRun[];
}

/** Least squares on random features, kind by kind and by the number of training digits. */
export async function features(options: DoubleDescentOptions, { mapKept }: Context): Promise<FeatureRuns[]> {
  const { seeds, samples, noise, ratios, ridges, validation, test } = options;
  const curves = kinds.flatMap((kind) =>
    samples.map((count) => ({ kind, samples: count, widths: ratios.map((ratio) => Math.round(ratio * count)) })),
  );
  const items = curves.flatMap((curve) =>
    Array.from({ length: seeds }, (_, index) => ({ ...curve, seed: index + 1, ridges, validation, test, noise })),
  );
  const runs = await mapKept(items, "regressions", featureRun);
  return curves.map((curve, at) => ({ ...curve, runs: runs.slice(at * seeds, (at + 1) * seeds) }));
}
