import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { bcaBounds, percentileBounds } from "./bootstrap.js";
import {
  benjaminiHochberg,
  hedgesG,
  holm,
  kendall,
  normalTails,
  pairedTTest,
  quantile,
  spearman,
  varianceExplained,
  wilcoxon,
  wilsonInterval,
} from "./index.js";
import { studentQuantile } from "./interval.js";
import { normalQuantile, studentTails } from "./tails.js";

type Numbers = Readonly<Record<string, number>>;

/** What golden/generate.py writes. */
interface Golden {
  readonly pairs: Record<
    string,
    { readonly a: number[]; readonly b: number[]; readonly hedgesG: number } & Record<
      "t" | "difference" | "wilcoxon" | "spearman" | "kendall",
      Numbers
    >
  >;
  readonly bootstraps: {
    readonly estimate: number;
    readonly replicates: number[];
    readonly leftOut: number[];
    readonly percentile: Numbers;
    readonly BCa: Numbers;
  }[];
  readonly pValues: Record<"pValues" | "holm" | "benjaminiHochberg", number[]>[];
  readonly quantiles: { readonly probability: number; readonly value: number }[];
  readonly normalTails: { readonly z: number; readonly pValue: number }[];
  readonly studentTails: { readonly t: number; readonly degreesOfFreedom: number; readonly pValue: number }[];
  readonly studentQuantiles: { readonly degreesOfFreedom: number; readonly quantile: number }[];
  readonly normalQuantiles: { readonly probability: number; readonly quantile: number }[];
  readonly wilson: ({ readonly k: number; readonly n: number } & Numbers)[];
  readonly varianceExplained: { readonly groups: number[][]; readonly share: number }[];
  readonly oneSided: { readonly n: number; readonly pValue: number }[];
}

const file = join(__dirname, "../../statistics/golden/values.json");
const golden: Golden = JSON.parse(readFileSync(file, "utf8"));

/** Every number that is expected is found, to 1e-11, p-values relative to their size. */
function assertClose(found: object, expected: object, tolerance = 1e-11): void {
  for (const [name, wanted] of Object.entries(expected)) {
    const value = (found as Numbers)[name] as number;
    const size = name === "pValue" ? wanted : Math.max(1, Math.abs(wanted));
    assert.ok(Math.abs(value - wanted) <= tolerance * size, `${name}: ${value}, expected ${wanted}`);
  }
}

for (const [name, expected] of Object.entries(golden.pairs)) {
  const { a, b } = expected;
  test(`tests, correlations and effect size of pairs, ${name}, are SciPy's`, () => {
    const { difference, ...t } = pairedTTest(a, b);
    assertClose(t, expected.t);
    assertClose(difference, expected.difference);
    assertClose(wilcoxon(a, b), expected.wilcoxon);
    assertClose(spearman(a, b), expected.spearman);
    assertClose(kendall(a, b), expected.kendall);
    assertClose({ hedgesG: hedgesG(a, b) }, { hedgesG: expected.hedgesG });
  });
}

test("the bounds of given resamples are SciPy's, percentile and BCa", () => {
  for (const { estimate, replicates, leftOut, percentile, BCa } of golden.bootstraps) {
    assertClose(percentileBounds(replicates), percentile);
    assertClose(bcaBounds(estimate, replicates, leftOut), BCa);
  }
});

test("p-values adjusted for many tests are statsmodels'", () => {
  for (const { pValues, ...expected } of golden.pValues) {
    assertClose(holm(pValues), expected.holm);
    assertClose(benjaminiHochberg(pValues), expected.benjaminiHochberg);
  }
});

test("quantiles are NumPy's", () => {
  for (const { probability, value } of golden.quantiles) {
    assertClose([quantile([3, 1, 4, 1.5, 9, 2.6], probability)], [value]);
  }
});

test("tails and quantiles of the normal and of Student's distribution are SciPy's, down to 1e-300", () => {
  for (const { z, pValue } of golden.normalTails) assertClose({ pValue: normalTails(z) }, { pValue });
  for (const { t, degreesOfFreedom, pValue } of golden.studentTails) {
    assertClose({ pValue: studentTails(-t, degreesOfFreedom) }, { pValue }, 1e-10);
  }
  for (const { degreesOfFreedom, quantile } of golden.studentQuantiles) {
    assertClose({ quantile: studentQuantile(degreesOfFreedom) }, { quantile });
  }
  for (const { probability, quantile } of golden.normalQuantiles) {
    assertClose({ quantile: normalQuantile(probability) }, { quantile });
  }
});

test("Wilcoxon's p-value of up to 1,000 positive differences is SciPy's, down to 3e-165", () => {
  for (const { n, pValue } of golden.oneSided) {
    const d = Array.from({ length: n }, (_, at) => at + 1);
    const zeros = d.map(() => 0);
    assertClose(wilcoxon(d, zeros), { pValue });
  }
});

test("Wilson's intervals are statsmodels', the variance explained that of SciPy's analysis of variance", () => {
  for (const { k, n, ...expected } of golden.wilson) assertClose(wilsonInterval(k, n), expected);
  for (const { groups, share } of golden.varianceExplained) assertClose([varianceExplained(groups)], [share]);
});
