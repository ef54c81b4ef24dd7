import { differences } from "./differences.js";
import { rank } from "./ranks.js";
import { normalTails } from "./tails.js";

/** What Wilcoxon's signed-rank test finds. */
export interface WilcoxonTest {
  /** The sum of the ranks of the positive differences. */
  readonly positive: number;
  /** The sum of the ranks of the negative differences. */
  readonly negative: number;
  /** Two-sided. */
  readonly pValue: number;
  /** (positive − negative) / (positive + negative), from −1 to 1: how one-sided the ranks are; 0 where all differences are 0. */
  readonly rankBiserial: number;
}

const LARGEST_EXACT = 25;

/**
 * Wilcoxon's signed-rank test of pairs: whether dᵢ = aᵢ − bᵢ are symmetric about 0. The differences are ranked by size;
 * those that are 0 are left out first, as Wilcoxon did. A difference that only the rounding of aᵢ and bᵢ tells from 0, or
 * from another in size, is 0 or tied with it.
 *
 * The p-value is exact up to 25 differences without ties, from all 2ⁿ ways to give them signs; otherwise it is that of a
 * normal variable with mean n(n+1)/4 and variance n(n+1)(2n+1)/24 − Σ(t³ − t)/48 over groups of t equal sizes, without
 * correction for continuity. Where all differences are 0 it is 1.
 *
 * Sources: Wilcoxon, "Individual comparisons by ranking methods", Biometrics Bulletin 1945; rank-biserial correlation:
 * Kerby, "The simple difference formula", Comprehensive Psychology 2014.
 *
 * @throws Error where the lists differ in length, there is no pair, or a value is not finite
 */
export function wilcoxon(a: readonly number[], b: readonly number[]): WilcoxonTest {
  const d = differences("wilcoxon", a, b, 1).filter((difference) => difference !== 0);
  const { ranks, ties } = rank(d.map(Math.abs));
  const sum = (sign: number) =>
    ranks.reduce((total, value, at) => total + (Math.sign(d[at] as number) === sign ? value : 0), 0);
  const [positive, negative] = [sum(1), sum(-1)];
  const total = positive + negative;
  const exact = d.length <= LARGEST_EXACT && ties.length === 0;
  return {
    positive,
    negative,
    pValue: exact ? exactTails(Math.min(positive, negative), d.length) : approximateTails(positive, d.length, ties),
    rankBiserial: total === 0 ? 0 : (positive - negative) / total,
  };
}

/** Twice the share of sign patterns whose sum of positive ranks is at most `smaller`, at most 1. */
function exactTails(smaller: number, n: number): number {
  const largest = (n * (n + 1)) / 2;
  const patterns = new Float64Array(largest + 1);
  patterns[0] = 1;
  for (let next = 1; next <= n; next++) {
    for (let sum = largest; sum >= next; sum--)
      patterns[sum] = (patterns[sum] as number) + (patterns[sum - next] as number);
  }
  const tail = patterns.subarray(0, smaller + 1).reduce((total, count) => total + count, 0);
  return Math.min(1, (2 * tail) / 2 ** n);
}

function approximateTails(positive: number, n: number, ties: readonly number[]): number {
  const lost = ties.reduce((total, t) => total + (t ** 3 - t) / 48, 0);
  const variance = (n * (n + 1) * (2 * n + 1)) / 24 - lost;
  return normalTails((positive - (n * (n + 1)) / 4) / Math.sqrt(variance));
}
