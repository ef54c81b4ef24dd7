import { random } from "../engine/random.js";
import { inWords, requireArray } from "./check.js";
import type { Interval } from "./interval.js";
import { mean } from "./mean.js";
import { quantile } from "./quantile.js";
import { withoutRounding } from "./rounding.js";
import { normalProbability, normalQuantile } from "./tails.js";
import { inUnits, unitOf } from "./unit.js";

/** How a bootstrap interval is made. */
export interface BootstrapOptions {
  /** The same seed gives the same interval. */
  readonly seed: number;
  /** How many times the sample is drawn again; 10,000 where nothing is said. */
  readonly resamples?: number;
  /**
   * `percentile`: the .025 and .975 quantiles of the resamples' statistics. `BCa`, where nothing is said: quantiles moved to
   * correct for bias and for an error that changes with the value (bias-corrected and accelerated).
   */
  readonly method?: "percentile" | "BCa";
}

/** A stream of the seed far from those that models and data draw from. */
const RESAMPLING = 2 ** 31;

/**
 * A statistic of a sample with its 95 % confidence interval by the bootstrap: the statistic of many samples of the same
 * size, each drawn from the given one with replacement. What is drawn are whole elements, so that pairs stay pairs:
 *
 * ```ts
 * const interval = bootstrapInterval(pairs, (drawn) => spearman(first(drawn), second(drawn)).estimate, { seed: 1 });
 * ```
 *
 * With small samples (below 20, say) such intervals are too short.
 * Source: Efron, "Better bootstrap confidence intervals", Journal of the American Statistical Association 1987; BCa's
 * acceleration from the jackknife: Efron and Tibshirani, "An introduction to the bootstrap", 1993, equation 14.15.
 *
 * @throws Error where the sample has fewer than two elements, the statistic of a resample is not finite, there are fewer
 *   than 100 resamples, or BCa is not defined since all resamples lie to one side of the estimate
 */
export function bootstrapInterval<Element>(
  sample: readonly Element[],
  statistic: (sample: readonly Element[]) => number,
  options: BootstrapOptions,
): Interval {
  requireArray("bootstrapInterval, sample", sample);
  const n = sample.length;
  if (n < 2) throw new Error(`bootstrapInterval: the sample has ${n} elements; give at least 2.`);
  if (typeof statistic !== "function") {
    throw new Error(`bootstrapInterval: statistic is ${inWords(statistic)}; give a function of a sample.`);
  }
  requireOptions(options);
  const { seed, resamples = 10_000, method = "BCa" } = options;
  const finite = (value: number, of: string) => {
    if (Number.isFinite(value)) return value;
    throw new Error(`bootstrapInterval: the statistic of ${of} is ${inWords(value)}; it has to be finite.`);
  };
  const { below } = random(seed, RESAMPLING);
  const estimate = finite(statistic(sample), "the sample");
  const replicates = Array.from({ length: resamples }, (_, index) =>
    finite(statistic(Array.from({ length: n }, () => sample[below(n)] as Element)), `resample ${index}`),
  );
  if (method === "percentile") return { estimate, ...percentileBounds(replicates) };
  const leftOut = sample.map((_, index) =>
    finite(statistic(sample.filter((_, other) => other !== index)), `the sample without element ${index}`),
  );
  return { estimate, ...bcaBounds(estimate, replicates, leftOut) };
}

/** The .025 and .975 quantiles. */
export function percentileBounds(replicates: readonly number[]): { lower: number; upper: number } {
  return { lower: quantile(replicates, 0.025), upper: quantile(replicates, 0.975) };
}

/**
 * The quantiles Φ(z₀ + (z₀ ± 1.96) / (1 − a (z₀ ± 1.96))): z₀ = Φ⁻¹ of the share of replicates below the estimate (equal
 * ones count half), a = Σ(θ̄ − θᵢ)³ / (6 (Σ(θ̄ − θᵢ)²)^1.5) over the statistics θᵢ of the sample without one element.
 */
export function bcaBounds(
  estimate: number,
  replicates: readonly number[],
  leftOut: readonly number[],
): { lower: number; upper: number } {
  const [centre, ...around] = withoutRounding([estimate, ...replicates]) as [number, ...number[]];
  if (around.every((value) => value === centre)) return { lower: estimate, upper: estimate };
  const share = mean(around.map((value) => (value < centre ? 1 : value === centre ? 0.5 : 0)));
  const bias = normalQuantile(share);
  const acceleration = accelerationOf(leftOut);
  const bound = (probability: number) => {
    const z = bias + normalQuantile(probability);
    const shrink = 1 - acceleration * z;
    if (!Number.isFinite(bias) || shrink <= 0) {
      throw new Error(
        `bootstrapInterval: BCa is not defined: ${100 * share} % of the resamples lie below the estimate ${estimate}, ` +
          `and the acceleration is ${acceleration}. Use the method "percentile".`,
      );
    }
    return quantile(replicates, normalProbability(bias + z / shrink));
  };
  return { lower: bound(0.025), upper: bound(0.975) };
}

function accelerationOf(leftOut: readonly number[]): number {
  const values = withoutRounding(leftOut);
  const centre = mean(values);
  const distances = values.map((value) => centre - value);
  const scaled = inUnits(distances, unitOf(distances));
  const power = (exponent: number) => scaled.reduce((sum, value) => sum + value ** exponent, 0);
  const squares = power(2);
  return squares === 0 ? 0 : power(3) / (6 * squares ** 1.5);
}

const METHODS: readonly unknown[] = ["BCa", "percentile"];
const OPTIONS: readonly string[] = ["seed", "resamples", "method"];

function requireOptions(options: BootstrapOptions): void {
  if (typeof options !== "object" || options === null) {
    throw new Error(`bootstrapInterval: options are ${inWords(options)}; give { seed }.`);
  }
  const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name));
  if (unknown !== undefined) {
    throw new Error(`bootstrapInterval: there is no option "${unknown}"; give ${OPTIONS.join(", ")}.`);
  }
  const { resamples = 100, method = "BCa" } = options;
  if (!Number.isInteger(resamples) || resamples < 100) {
    throw new Error(`bootstrapInterval: resamples is ${inWords(resamples)}; give an integer of at least 100.`);
  }
  if (!METHODS.includes(method)) {
    throw new Error(`bootstrapInterval: method is ${inWords(method)}; give "BCa" or "percentile".`);
  }
}
