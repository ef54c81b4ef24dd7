import type { Interval } from "momenta/statistics";
import { last, percent } from "../core/index.js";
import type { DescentsOfMeans, FeatureCurves } from "./measure/featureSummary.js";
import type { NetworkCurves, NetworkWidth } from "./measure/networkSummary.js";
import type { DoubleDescent } from "./result.js";

/** A peak that stands out by less than this counts as none: one digit in a hundred. */
export const NO_PEAK = 0.01;

/** A training error below this counts as 0 for a network, which nears it slowly. */
const INTERPOLATES = 0.01;

/** The names of the kinds of random features, for figures and tables. */
export const kindNames = { relu: "ReLU", fourier: "Fourier" } as const;

/** How far a curve's peak stands out, 0 where it has none. */
export function prominence(descents: DescentsOfMeans | null): number {
  return descents?.prominence ?? 0;
}

/** Whether a curve rises to its peak and falls from it beyond the intervals. */
export function hasPeak(descents: DescentsOfMeans | null): boolean {
  return descents !== null && descents.rise.lower > 0 && descents.fall.lower > 0;
}

/** The number of training digits that the curves with ridges have. */
export function trainingDigits({ options }: DoubleDescent): number {
  return last(options.samples);
}

/** The curves with the largest share of label noise. */
export function noisiest<Curves extends { readonly noise: number }>(curves: readonly Curves[]): Curves[] {
  const most = Math.max(...curves.map(({ noise }) => noise));
  return curves.filter(({ noise }) => noise === most);
}

/** The smallest width that has learned all its labels at the end of training; undefined where none has. */
export function interpolating({ widths }: NetworkCurves): NetworkWidth | undefined {
  return widths.find(({ trainError }) => (trainError.at(-1) as Interval).estimate < INTERPOLATES);
}

/** The network of the peak of test error, the widest where there is no peak. */
export function atPeak({ widths, descents }: NetworkCurves): NetworkWidth {
  return (widths.find(({ width }) => width === descents?.peak.x) ?? last(widths)) as NetworkWidth;
}

/** “ReLU, 20 % label noise”. */
export function curveName({ kind, noise }: Pick<FeatureCurves, "kind" | "noise">): string {
  return `${kindNames[kind]}, ${noiseInWords(noise)}`;
}

/** “20 % label noise”, “no label noise”. */
export function noiseInWords(noise: number): string {
  return noise === 0 ? "no label noise" : `${percent(noise)} label noise`;
}
