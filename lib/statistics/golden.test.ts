import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { bcaBounds, percentileBounds } from "./bootstrap.js";
import { benjaminiHochberg, hedgesG, holm, kendall, pairedTTest, quantile, spearman, wilcoxon } from "./index.js";

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
}

const file = join(__dirname, "../../statistics/golden/values.json");
const golden: Golden = JSON.parse(readFileSync(file, "utf8"));

/**
 * Every number that is expected is found, to 1e-7, p-values relative to their size: jStat's incomplete beta function is
 * good to 1e-8.
 */
function assertClose(found: object, expected: object): void {
  for (const [name, wanted] of Object.entries(expected)) {
    const value = (found as Numbers)[name] as number;
    const size = name === "pValue" ? wanted : Math.max(1, Math.abs(wanted));
    assert.ok(Math.abs(value - wanted) <= 1e-7 * size, `${name}: ${value}, expected ${wanted}`);
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
