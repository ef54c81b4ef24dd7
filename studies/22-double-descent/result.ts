import { last } from "../core/index.js";
import { type FeatureCurves, featureCurves, type SampleCurve, sampleCurve } from "./measure/featureSummary.js";
import type { FeatureRuns } from "./measure/features.js";
import type { NetworkRun } from "./measure/networkRun.js";
import { type NetworkCurves, networkCurves } from "./measure/networkSummary.js";
import type { DoubleDescentOptions } from "./options.js";

/** What the study found. */
export interface DoubleDescent {
  readonly options: DoubleDescentOptions;
  /** For each kind and each share of label noise, with the most training digits. */
  readonly features: readonly FeatureCurves[];
  /** The solution of least norm with each number of training digits, label noise as in the last of `noise`. */
  readonly samples: readonly SampleCurve[];
  /** For each share of label noise. */
  readonly networks: readonly NetworkCurves[];
}

export function assemble(
  options: DoubleDescentOptions,
  parts: { readonly features: readonly FeatureRuns[]; readonly networks: readonly NetworkRun[] },
): DoubleDescent {
  const { noise, ridges, samples, network } = options;
  return {
    options,
    features: parts.features
      .filter((curve) => curve.samples === last(samples))
      .flatMap(({ kind, widths, runs }) =>
        noise.map((share, level) => featureCurves({ kind, noise: share, widths, ridges }, runs, level)),
      ),
    samples: parts.features.map(({ runs, ...curve }) => sampleCurve(curve, runs, noise.length - 1)),
    networks: noise.map((share, level) => networkCurves(share, level, network, parts.networks)),
  };
}
