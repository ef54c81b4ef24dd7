import type { Interval } from "momenta/statistics";
import { type Descents, descents } from "./descents.js";
import type { FeaturePoint, FeatureRun, FeatureRunOptions } from "./featureRun.js";
import { roundedDifference, roundedGeometricMean, roundedMean } from "./intervals.js";

/** What the solutions of one λ do, for each number of features: means over seeds, of losses and norms geometric ones. */
export interface RidgeCurve {
  /** λ as a multiple of the mean of an example's ‖φ‖². */
  readonly ridge: number;
  readonly trainError: readonly Interval[];
  readonly testError: readonly Interval[];
  /** The mean over test digits of ‖output − one-hot label‖². */
  readonly testLoss: readonly Interval[];
  /** ‖w‖ over all ten outputs. */
  readonly norm: readonly Interval[];
}

/** Where the test error of a curve of means falls, rises and falls again. */
export interface DescentsOfMeans extends Descents {
  /** Test error at the peak minus that at the lowest place before it, and minus that at the lowest place after it, paired by seed. */
  readonly rise: Interval;
  readonly fall: Interval;
  /** Test error at the lowest place after the peak minus that at the lowest place before it, paired by seed. */
  readonly gain: Interval;
  /** Where the peak of each seed is: mean over seeds. */
  readonly peakOfSeeds: Interval;
}

/** One kind of random features, and one share of label noise. */
export interface FeatureCurves {
  readonly kind: FeatureRunOptions["kind"];
  readonly noise: number;
  /** N. */
  readonly widths: readonly number[];
  /** The first is the solution of least norm, λ = 0. */
  readonly ridges: readonly RidgeCurve[];
  /** For each number of features and each seed the λ with the least squared error on validation digits. */
  readonly tuned: Omit<RidgeCurve, "ridge">;
  /** The λ so chosen, the geometric mean over seeds; 0 where one of them is 0. */
  readonly tunedRidge: readonly number[];
  /** Of the solution of least norm, of each λ, and of the tuned one; null where the curve has no peak. */
  readonly descents: readonly (DescentsOfMeans | null)[];
  readonly tunedDescents: DescentsOfMeans | null;
  /** Of the features of the training digits: geometric mean over seeds. */
  readonly smallestSingularValue: readonly Interval[];
}

/** The solution of least norm with one number of training digits. */
export interface SampleCurve {
  readonly kind: FeatureRunOptions["kind"];
  readonly samples: number;
  readonly widths: readonly number[];
  readonly testError: readonly Interval[];
  readonly descents: DescentsOfMeans | null;
}

/** The curves of one share of label noise, from a run for each seed. */
export function featureCurves(
  of: Pick<FeatureCurves, "kind" | "noise" | "widths"> & Pick<FeatureRunOptions, "ridges">,
  runs: readonly FeatureRun[],
  level: number,
): FeatureCurves {
  const { kind, noise, widths, ridges } = of;
  const points = ridges.map((_, ridge) => runs.map((run) => run.points[level]?.[ridge] as readonly FeaturePoint[]));
  const choices = runs.map((_, seed) =>
    widths.map((_, at) => {
      const losses = points.map((ofRidge) => ofRidge[seed]?.[at]?.validationLoss ?? Number.NaN);
      return losses.indexOf(Math.min(...losses));
    }),
  );
  const tuned = runs.map((_, seed) =>
    widths.map((_, at) => points[choices[seed]?.[at] as number]?.[seed]?.[at] as FeaturePoint),
  );
  return {
    kind,
    noise,
    widths,
    ridges: ridges.map((ridge, at) => ({ ridge, ...summarized(points[at] as FeaturePoint[][]) })),
    tuned: summarized(tuned),
    tunedRidge: widths.map((_, at) => geometricMean(choices.map((ofSeed) => ridges[ofSeed[at] as number] as number))),
    descents: points.map((ofRidge) => descentsOf(widths, errorsOf(ofRidge))),
    tunedDescents: descentsOf(widths, errorsOf(tuned)),
    smallestSingularValue: widths.map((_, at) =>
      roundedGeometricMean(runs.map(({ smallestSingularValue }) => smallestSingularValue[at] as number)),
    ),
  };
}

/** The curve of the solution of least norm with one number of training digits and one share of label noise. */
export function sampleCurve(
  of: Pick<SampleCurve, "kind" | "samples" | "widths">,
  runs: readonly FeatureRun[],
  level: number,
): SampleCurve {
  const errors = errorsOf(runs.map(({ points }) => points[level]?.[0] as readonly FeaturePoint[]));
  return {
    ...of,
    testError: of.widths.map((_, at) => roundedMean(errors.map((ofSeed) => ofSeed[at] as number))),
    descents: descentsOf(of.widths, errors),
  };
}

/** Falls and rises of the means over seeds. @param errors of each seed, a list over `widths` */
export function descentsOf(widths: readonly number[], errors: readonly (readonly number[])[]): DescentsOfMeans | null {
  const placed = (values: readonly number[]) => widths.map((x, at) => ({ x, y: values[at] as number }));
  const at = (index: number) => errors.map((ofSeed) => ofSeed[index] as number);
  const found = descents(placed(widths.map((_, index) => roundedMean(at(index)).estimate)));
  if (found === null) return null;
  const [before, peak, after] = [found.before, found.peak, found.after].map(({ x }) => at(widths.indexOf(x))) as [
    number[],
    number[],
    number[],
  ];
  const peaks = errors.map((ofSeed) => descents(placed(ofSeed))?.peak.x ?? found.peak.x);
  return {
    ...found,
    rise: roundedDifference(peak, before),
    fall: roundedDifference(peak, after),
    gain: roundedDifference(after, before),
    peakOfSeeds: roundedMean(peaks),
  };
}

function errorsOf(points: readonly (readonly FeaturePoint[])[]): number[][] {
  return points.map((ofSeed) => ofSeed.map(({ testError }) => testError));
}

function summarized(points: readonly (readonly FeaturePoint[])[]): Omit<RidgeCurve, "ridge"> {
  const of = (value: (point: FeaturePoint) => number, over = roundedMean) =>
    (points[0] ?? []).map((_, at) => over(points.map((ofSeed) => value(ofSeed[at] as FeaturePoint))));
  return {
    trainError: of(({ trainError }) => trainError),
    testError: of(({ testError }) => testError),
    testLoss: of(({ testLoss }) => testLoss, roundedGeometricMean),
    norm: of(({ norm }) => norm, roundedGeometricMean),
  };
}

function geometricMean(values: readonly number[]): number {
  const product = values.reduce((sum, value) => sum + Math.log(value), 0);
  return Number(Math.exp(product / values.length).toPrecision(3));
}
