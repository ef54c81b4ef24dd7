import { random } from "momenta/engine";
import { bootstrapInterval, type Interval, quantile } from "momenta/statistics";
import { type Context, round, roundInterval } from "../../core/index.js";
import type { GradientVarianceOptions } from "../options.js";
import { cubic, fitCubic, legendre } from "./polynomial.js";

/** The curve that is approximated. */
export const curve = (x: number) => Math.sin(2 * Math.PI * x) + 0.4 * Math.sin(6 * Math.PI * x);
/** The model as it stands where the area is estimated. */
export const model = (x: number) => 0.8 - 1.6 * x;
export const sampleSizes = [5, 7, 10, 15, 20, 30, 50, 100, 200, 500];
/** Of the curves that are shown. */
export const shownSizes = [6, 50] as const;
const SHOWN = 12;
const GRID = 2000;
const grid = Array.from({ length: GRID }, (_, at) => (at + 0.5) / GRID);

export interface Areas {
  /** ∫ |curve − model|. */
  readonly area: number;
  readonly records: readonly {
    readonly size: number;
    /** The variance of the average error of so many samples, as a share of area², and its closed form. */
    readonly average: Interval;
    readonly expectedAverage: number;
    /** The median over samples of ∫ (learned − best)². */
    readonly swing: Interval;
    /** Its mean where samples are many: E |φ|² r² / N. */
    readonly expectedSwing: number;
  }[];
  /** Weights of the best cubic, and of those learned from some samples. */
  readonly best: readonly number[];
  readonly learned: readonly { readonly size: number; readonly weights: readonly (readonly number[])[] }[];
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The sample average against the true area, and how far what is learned swings with the samples. */
export async function areas({ sampleSets }: GradientVarianceOptions, context: Context): Promise<Areas> {
  const error = (x: number) => Math.abs(curve(x) - model(x));
  const area = mean(grid.map(error));
  const variance = mean(grid.map((x) => (error(x) - area) ** 2));
  const best = fitCubic(grid, grid.map(curve));
  const scatter = mean(
    grid.map((x) => mean(legendre(x).map((value) => value ** 2)) * 4 * (curve(x) - cubic(best, x)) ** 2),
  );
  const draw = (size: number, set: number) => {
    const { uniform } = random(set, size);
    return Array.from({ length: size }, uniform);
  };
  const learn = (x: readonly number[]) => fitCubic(x, x.map(curve));
  const sets = Array.from({ length: sampleSets }, (_, index) => index + 1);
  const bootstrap = (values: readonly number[], statistic: (drawn: readonly number[]) => number) =>
    roundInterval(bootstrapInterval(values, statistic, { seed: 1, resamples: 500, method: "percentile" }));
  const records = await context.map(sampleSizes, "sample sizes", (size) => {
    const samples = sets.map((set) => draw(size, set));
    const squares = samples.map((x) => (mean(x.map(error)) / area - 1) ** 2);
    const swings = samples.map((x) => learn(x).reduce((sum, w, at) => sum + (w - (best[at] as number)) ** 2, 0));
    return {
      size,
      average: bootstrap(squares, mean),
      expectedAverage: round(variance / area ** 2 / size),
      swing: bootstrap(swings, (drawn) => quantile(drawn, 0.5)),
      expectedSwing: round(scatter / size),
    };
  });
  const learned = shownSizes.map((size) => ({
    size,
    weights: sets.slice(0, SHOWN).map((set) => learn(draw(size, set)).map((w) => round(w))),
  }));
  return { area: round(area), records, best: best.map((w) => round(w)), learned };
}
