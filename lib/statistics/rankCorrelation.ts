import { requirePairs } from "./check.js";
import { covariance } from "./covariance.js";
import type { Interval } from "./interval.js";
import { rank } from "./ranks.js";
import { withoutRounding } from "./rounding.js";
import { NORMAL_QUANTILE, normalTails, studentTails } from "./tails.js";

/** A rank correlation, from −1 to 1, with its 95 % confidence interval and the p-value of the test of independence. */
export interface RankCorrelation extends Interval {
  /** Two-sided. */
  readonly pValue: number;
}

/** All 8! orders are 40,320. */
const LARGEST_PERMUTED = 8;
const LARGEST_EXACT_KENDALL = 33;

/**
 * Spearman's ρ, the correlation of the ranks of pairs, equal values having the mean of their ranks. Values that only
 * rounding tells apart, 4 ulps of their size, are equal.
 *
 * The p-value is exact up to 8 pairs: the share of all n! orders of one list whose ρ is at least as far from 0. Beyond, it
 * is that of t = ρ √((n − 2) / (1 − ρ²)) with n − 2 degrees of freedom. The interval is tanh(artanh ρ ± 1.96 σ) with
 * σ² = (1 + ρ²/2) / (n − 3), good for |ρ| up to .95; it is [−1, 1] where n is 3 or ρ is ±1, which show no spread.
 *
 * Sources: Spearman, "The proof and measurement of association between two things", American Journal of Psychology 1904;
 * σ: Bonett and Wright, "Sample size requirements for estimating Pearson, Kendall and Spearman correlations",
 * Psychometrika 2000.
 *
 * @throws Error where the lists differ in length, there are fewer than three pairs, a value is not finite, or all values
 *   of a list are the same
 */
export function spearman(a: readonly number[], b: readonly number[]): RankCorrelation {
  const [x, y] = ordered("spearman", a, b).map((values) => rank(values).ranks) as [number[], number[]];
  const estimate = clamp(covariance(x, y) / Math.sqrt(covariance(x, x) * covariance(y, y)));
  const n = a.length;
  const t = estimate * Math.sqrt((n - 2) / (1 - estimate ** 2));
  return {
    estimate,
    ...fisherBounds(estimate, (1 + estimate ** 2 / 2) / (n - 3)),
    pValue: n <= LARGEST_PERMUTED ? permutedTails(x, y) : studentTails(t, n - 2),
  };
}

/**
 * Kendall's τ_b: of all pairs of pairs, those in the same order minus those in opposite order, S, divided by
 * √((N − T_a)(N − T_b)), N = n(n − 1)/2 and T the pairs that are tied in a list. Values that only rounding tells apart, 4
 * ulps of their size, are tied.
 *
 * The p-value is exact up to 33 pairs without ties, from the number of orders with so many inversions; otherwise it is that
 * of S as a normal variable with the variance that the ties leave it. The interval is tanh(artanh τ ± 1.96 σ) with
 * σ² = .437 / (n − 4), good for |τ| up to .8; it is [−1, 1] where n is below 5 or τ is ±1, which show no spread.
 *
 * Sources: Kendall, "Rank correlation methods", 1970, chapters 3 to 5; σ: Fieller, Hartley and Pearson, "Tests for rank
 * correlation coefficients", Biometrika 1957.
 *
 * @throws Error where the lists differ in length, there are fewer than three pairs, a value is not finite, or all values
 *   of a list are the same
 */
export function kendall(a: readonly number[], b: readonly number[]): RankCorrelation {
  const [x, y] = ordered("kendall", a, b);
  const n = a.length;
  const pairs = (n * (n - 1)) / 2;
  const [tiesOfA, tiesOfB] = [rank(x).ties, rank(y).ties];
  let s = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) s += sign(x, i, j) * sign(y, i, j);
  }
  const untied = (ties: readonly number[]) => pairs - sumOf(ties, (t) => (t * (t - 1)) / 2);
  const estimate = clamp(s / Math.sqrt(untied(tiesOfA) * untied(tiesOfB)));
  const exact = n <= LARGEST_EXACT_KENDALL && tiesOfA.length === 0 && tiesOfB.length === 0;
  return {
    estimate,
    ...fisherBounds(estimate, 0.437 / (n - 4)),
    pValue: exact
      ? inversionTails((pairs - Math.abs(s)) / 2, n)
      : normalTails(s / kendallDeviation(n, tiesOfA, tiesOfB)),
  };
}

/** tanh(artanh r ± 1.96 σ); [−1, 1] where there is no such variance, or r is ±1. */
function fisherBounds(r: number, variance: number): { lower: number; upper: number } {
  if (!(variance > 0 && variance < Number.POSITIVE_INFINITY) || Math.abs(r) === 1) return { lower: -1, upper: 1 };
  const half = NORMAL_QUANTILE * Math.sqrt(variance);
  return { lower: Math.tanh(Math.atanh(r) - half), upper: Math.tanh(Math.atanh(r) + half) };
}

/** The share of all orders of y whose correlation with x is as far from 0 as that of the given one. */
function permutedTails(x: readonly number[], y: readonly number[]): number {
  const centre = (x.length + 1) / 2;
  const product = (u: number, v: number) => (u - centre) * (v - centre);
  const observed = Math.abs(x.reduce((sum, value, index) => sum + product(value, y[index] as number), 0));
  let orders = 0;
  let extreme = 0;
  const place = (index: number, rest: readonly number[], sum: number): void => {
    if (rest.length === 0) {
      orders += 1;
      if (Math.abs(sum) >= observed - 1e-9) extreme += 1;
    }
    rest.forEach((value, at) => {
      place(
        index + 1,
        rest.filter((_, other) => other !== at),
        sum + product(x[index] as number, value),
      );
    });
  };
  place(0, y, 0);
  return extreme / orders;
}

/** Twice the share of orders of n values with at most `few` inversions, at most 1. */
function inversionTails(few: number, n: number): number {
  let shares = [1];
  for (let size = 2; size <= n; size++) {
    const next = new Array<number>(shares.length + size - 1).fill(0);
    shares.forEach((share, inversions) => {
      for (let more = 0; more < size; more++)
        next[inversions + more] = (next[inversions + more] as number) + share / size;
    });
    shares = next;
  }
  return Math.min(1, 2 * shares.slice(0, few + 1).reduce((sum, share) => sum + share, 0));
}

/** The standard deviation of S under independence (Kendall 1970, equation 4.3). */
function kendallDeviation(n: number, tiesOfA: readonly number[], tiesOfB: readonly number[]): number {
  const both = (term: (t: number) => number) => sumOf(tiesOfA, term) * sumOf(tiesOfB, term);
  const either = (term: (t: number) => number) => sumOf(tiesOfA, term) + sumOf(tiesOfB, term);
  const m = n * (n - 1);
  const untied = (m * (2 * n + 5) - either((t) => t * (t - 1) * (2 * t + 5))) / 18;
  const pairs = both((t) => t * (t - 1)) / (2 * m);
  const triples = both((t) => t * (t - 1) * (t - 2)) / (9 * m * (n - 2));
  return Math.sqrt(untied + pairs + triples);
}

/** Both lists, with what only rounding tells apart made equal. */
function ordered(statistic: string, a: readonly number[], b: readonly number[]): [number[], number[]] {
  requirePairs(statistic, a, b, 3);
  const distinct = (name: string, list: readonly number[]) => {
    const values = withoutRounding(list);
    if (values.some((value) => value !== values[0])) return values;
    throw new Error(`${statistic}: all values of the ${name} list are ${values[0]}; their order says nothing.`);
  };
  return [distinct("first", a), distinct("second", b)];
}

function sign(values: readonly number[], i: number, j: number): number {
  const [one, other] = [values[i] as number, values[j] as number];
  return Number(one > other) - Number(one < other);
}

function sumOf(ties: readonly number[], term: (t: number) => number): number {
  return ties.reduce((total, t) => total + term(t), 0);
}

/** Rounding can take a correlation of 1 beyond it. */
function clamp(r: number): number {
  return Math.max(-1, Math.min(1, r));
}
