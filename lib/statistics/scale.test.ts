/** What is measured in another unit has the same tests and effects, and intervals in that unit. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { random } from "../engine/random.js";
import {
  averageAccuracy,
  averageForgetting,
  backwardTransfer,
  bootstrapDifference,
  bootstrapInterval,
  bootstrapRatio,
  cohensD,
  differenceInterval,
  forgetting,
  forwardTransfer,
  hedgesG,
  kendall,
  mean,
  meanInterval,
  median,
  monotonicity,
  pairedTTest,
  quantile,
  ratioInterval,
  relearningSpeed,
  savingsOf,
  spearman,
  standardDeviation,
  varianceExplained,
  wilcoxon,
} from "./index.js";

const { normal } = random(41, 0);
const [a, b] = [Array.from({ length: 12 }, normal), Array.from({ length: 12 }, () => 1.5 + normal() / 4)];
const square = [a.slice(0, 3), b.slice(0, 3), a.slice(3, 6)];
const options = { seed: 1, resamples: 200 };

type Lists = (a: readonly number[], b: readonly number[]) => unknown;

/** Their numbers are the same in any unit. */
const unchanged: Record<string, Lists> = {
  cohensD,
  hedgesG,
  kendall,
  spearman,
  wilcoxon,
  ratioInterval,
  monotonicity,
  pairedTTest: (a, b) => ({ ...pairedTTest(a, b), difference: null }),
  varianceExplained: (a, b) => varianceExplained([a, b]),
  bootstrapRatio: (a, b) => bootstrapRatio(a, b, options),
  "bootstrap of a share": (a) => bootstrapInterval(a, (drawn) => mean(drawn) / standardDeviation(drawn), options),
  savings: ([a = 0], [b = 0]) => [savingsOf(Math.abs(a), Math.abs(b)), relearningSpeed(Math.abs(a), Math.abs(b))],
};

/** Their numbers are in the unit of the data. */
const scaled: Record<string, Lists> = {
  mean,
  meanInterval,
  median,
  standardDeviation,
  differenceInterval,
  quantile: (a) => quantile(a, 0.77),
  "difference of pairedTTest": (a, b) => pairedTTest(a, b).difference,
  bootstrapDifference: (a, b) => bootstrapDifference(a, b, options),
  "bootstrap of a standard deviation": (a) => bootstrapInterval(a, standardDeviation, options),
  "bootstrap by percentiles": (a) => bootstrapInterval(a, mean, { ...options, method: "percentile" }),
};

const times = (value: unknown, scale: number): unknown => {
  if (typeof value === "number") return value * scale;
  return Object.fromEntries(Object.entries(value as object).map(([name, part]) => [name, times(part, scale)]));
};

for (const exponent of [-600, -301, -1, 1, 300, 600]) {
  const scale = 2 ** exponent;
  const [scaledA, scaledB] = [a.map((value) => value * scale), b.map((value) => value * scale)];
  test(`in a unit of 2^${-exponent} every statistic is the same, digit for digit`, () => {
    for (const [name, statistic] of Object.entries(unchanged)) {
      assert.deepEqual(statistic(scaledA, scaledB), statistic(a, b), name);
    }
    for (const [name, statistic] of Object.entries(scaled)) {
      assert.deepEqual(statistic(scaledA, scaledB), times(statistic(a, b), scale), name);
    }
    const larger = square.map((row) => row.map((value) => value * scale));
    for (const measure of [averageAccuracy, averageForgetting, backwardTransfer]) {
      assert.equal(measure(larger), measure(square) * scale, measure.name);
    }
    assert.deepEqual(
      forgetting(larger).flat(),
      forgetting(square)
        .flat()
        .map((value) => value * scale),
    );
    assert.equal(
      forwardTransfer(larger, scaledA.slice(0, 3)),
      forwardTransfer(square, a.slice(0, 3)) * scale,
      "forwardTransfer",
    );
  });

  test(`[s, 2s] against 0 for s = 2^${exponent}: t = 3`, () => {
    const { t, pValue } = pairedTTest([scale, 2 * scale], [0, 0]);
    assert.ok(Math.abs(t - 3) < 1e-14, `${t}`);
    // With one degree of freedom p = 1 − (2/π) · arctan t.
    assert.ok(Math.abs(pValue - (1 - (2 / Math.PI) * Math.atan(3))) < 1e-14, `${pValue}`);
  });
}

test("units of numerators and denominators are each their own", () => {
  const ratio = ratioInterval(a, b);
  for (const exponent of [-600, 600]) {
    const scale = 2 ** exponent;
    const scaledA = a.map((value) => value * scale);
    assert.deepEqual(ratioInterval(scaledA, b), times(ratio, scale));
    assert.equal(spearman(scaledA, b).estimate, spearman(a, b).estimate);
  }
});

test("the largest doubles have a mean, a median and a spread", () => {
  const most = Number.MAX_VALUE;
  assert.equal(mean([most, most, most]), most);
  assert.equal(mean([most, -most]), 0);
  assert.equal(median([most, -most]), 0);
  assert.equal(standardDeviation([most, most / 2]), (most / 4) * Math.SQRT2);
  assert.ok(
    Math.abs(
      varianceExplained([
        [most, most],
        [-most, most],
      ]) -
        1 / 3,
    ) < 1e-15,
  );
  assert.equal(meanInterval([5e-324, 5e-324]).upper, 5e-324);
  assert.throws(() => pairedTTest([most, 1], [-most, 1]), /pairedTTest: the difference of pair 0 is Infinity/);
  assert.throws(() => ratioInterval([1e300, 2e300], [1e-300, 2e-300]), /ratioInterval: the ratio is Infinity/);
});
