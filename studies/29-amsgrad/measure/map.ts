import { tf, tidy } from "momenta/engine";
import { type Context, round } from "../../core/index.js";
import type { AmsgradOptions } from "../options.js";
import { borderBetween, driftPerPeriod } from "./drift.js";
import { everyPeriod, play } from "./game.js";
import { type AmsgradMethod, make } from "./methods.js";

/** Where a method ends, for each decay rate of the second moment and each slope C. */
export interface AmsgradEnds {
  readonly method: AmsgradMethod;
  readonly beta1: number;
  /** How often C comes: every third update, or every C-th, where C − (C − 1) = 1 is left for −1 to be the best point. */
  readonly period: "3" | "C";
  /** x at the end of a period, `ends[slope][beta2]`. */
  readonly ends: readonly (readonly number[])[];
  /** log₁₀ (β₂ / (1 − β₂)) and log₂ C where the drift in the closed form is 0. */
  readonly border: readonly { readonly x: number; readonly y: number }[];
  /** The share of the cells in which the end has the sign of the drift in the closed form. */
  readonly agreement: number;
}

/** Panels with the same axes. */
export interface AmsgradEndsMap {
  /** log₁₀ (β₂ / (1 − β₂)). */
  readonly logits: readonly number[];
  /** log₂ C. */
  readonly logSlopes: readonly number[];
  readonly panels: readonly AmsgradEnds[];
}

const panels = [
  { method: "Adam", beta1: 0, period: "3" },
  { method: "AMSGrad", beta1: 0, period: "3" },
  { method: "Adam", beta1: 0.9, period: "C" },
] as const satisfies readonly Partial<AmsgradEnds>[];

/** β₂ from .001 to .999. */
const logits = Array.from({ length: 25 }, (_, at) => -3 + at / 4);
/** 3, 4, 6, 8, … 1024: all divide 3072. */
const slopes = [3, ...Array.from({ length: 8 }, (_, at) => [2 ** (at + 2), 3 * 2 ** (at + 1)]).flat(), 1024];
const rate = 0.02;
/** A logit of β₂ at which Adam with β₁ = .9 goes to +1 for the least C that is its own period. */
const WORST = -0.25;

/** Plays every cell for `mapUpdates`, all cells of a panel in one compiled loop, without bias correction. */
export async function map({ mapUpdates }: AmsgradOptions, context: Context): Promise<AmsgradEndsMap> {
  return {
    logits,
    logSlopes: slopes.map((slope) => round(Math.log2(slope))),
    panels: await context.map(panels, "panels", ({ method, beta1, period }) => {
      const cells = slopes.flatMap((slope) => logits.map((logit) => ({ slope, beta2: beta2At(logit) })));
      const periodOf = (slope: number) => (period === "C" ? slope : 3);
      const courses = tidy(() => {
        const beta2 = tf.tensor1d(cells.map((cell) => cell.beta2));
        const optimizer = make(method, { learningRate: rate, beta1, beta2, epsilon: 0, biasCorrection: false });
        return play(optimizer, {
          rare: cells.map(({ slope }) => slope),
          usual: cells.map(() => -1),
          isRare:
            period === "C" ? cells.map(({ slope }) => everyPeriod(slope, mapUpdates)) : [everyPeriod(3, mapUpdates)],
          stride: 3072,
        });
      });
      const ends = courses.map(({ positions }) => round(positions.at(-1) as number, 3));
      const drift = (slope: number, beta2: number) =>
        driftPerPeriod({ slope, period: periodOf(slope), beta1, beta2 }, method);
      const agreeing = cells.filter(({ slope, beta2 }, at) => drift(slope, beta2) * (ends[at] as number) > 0);
      return {
        method,
        beta1,
        period,
        ends: slopes.map((_, row) => ends.slice(row * logits.length, (row + 1) * logits.length)),
        border: borderOf(period, (slope, logit) => drift(slope, beta2At(logit))),
        agreement: round(agreeing.length / cells.length),
      };
    }),
  };
}

function beta2At(logit: number): number {
  return 1 / (1 + 10 ** -logit);
}

/** A slope for each β₂ where the period is 3; where it is C, which is whole, the β₂ for each slope, below the worst and above. */
function borderOf(
  period: AmsgradEnds["period"],
  drift: (slope: number, logit: number) => number,
): AmsgradEnds["border"] {
  const [low, high] = [Math.log2(slopes[0] as number), Math.log2(slopes.at(-1) as number)];
  const bordersTo = (end: number) =>
    slopes.map((slope) => ({ x: borderBetween(WORST, end, (logit) => drift(slope, logit)), y: Math.log2(slope) }));
  const points =
    period === "3"
      ? logits.map((x) => ({ x, y: borderBetween(low, high, (logSlope) => drift(2 ** logSlope, x)) }))
      : [...bordersTo(-3).reverse(), ...bordersTo(3)];
  return points
    .filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))
    .map(({ x, y }) => ({ x: round(x), y: round(y) }));
}
