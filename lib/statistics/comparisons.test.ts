import assert from "node:assert/strict";
import { test } from "node:test";
import { random } from "../engine/random.js";
import {
  benjaminiHochberg,
  bootstrapDifference,
  bootstrapInterval,
  bootstrapRatio,
  cohensD,
  hedgesG,
  holm,
  kendall,
  mean,
  median,
  monotonicity,
  pairedTTest,
  quantile,
  spearman,
  standardDeviation,
  wilcoxon,
} from "./index.js";

const close = (found: number, expected: number, tolerance = 1e-12) =>
  assert.ok(Math.abs(found - expected) <= tolerance * Math.max(1, Math.abs(expected)), `${found} against ${expected}`);

const eight = [1.1, 2.3, 0.4, 5.6, 3.3, 2.2, 7.1, 4.8];

test("differences without spread: no NaN", () => {
  const same = pairedTTest(eight, eight);
  assert.deepEqual([same.t, same.pValue], [0, 1]);
  const shifted = pairedTTest([3, 4, 5], [1, 2, 3]);
  assert.deepEqual([shifted.t, shifted.pValue], [Number.POSITIVE_INFINITY, 0]);
  assert.deepEqual(wilcoxon(eight, eight), { positive: 0, negative: 0, pValue: 1, rankBiserial: 0 });
});

test("Wilcoxon's test by hand: three positive differences have one chance in four", () => {
  assert.deepEqual(wilcoxon([2, 4, 7], [1, 2, 4]), { positive: 6, negative: 0, pValue: 0.25, rankBiserial: 1 });
  assert.deepEqual(wilcoxon([2, 4, 0, 5], [1, 2, 3, 5]), { positive: 3, negative: 3, pValue: 1, rankBiserial: 0 });
});

test("Wilcoxon's exact p-value is the share of all signs that are as extreme", () => {
  const sizes = [1, 2, 3, 4, 5, 6, 7, 8];
  const zeros = sizes.map(() => 0);
  const pValues = Array.from({ length: 256 }, (_, signs) => {
    const d = sizes.map((size, bit) => ((signs >> bit) & 1 ? size : -size));
    return wilcoxon(d, zeros).pValue;
  });
  for (const pValue of pValues) close(mean(pValues.map((other) => Number(other <= pValue))), pValue);
});

test("five ranks in the published order: one order of 120, and its mirror", () => {
  const order = [1, 2, 3, 4, 5];
  for (const correlation of [spearman, kendall]) {
    for (const [other, estimate] of [[[2, 3, 5, 8, 13], 1] as const, [[5, 4, 3, 2, 1], -1] as const]) {
      const { pValue, ...interval } = correlation(order, other);
      close(pValue, 2 / 120);
      assert.deepEqual(interval, { estimate, lower: -1, upper: 1 });
    }
  }
  close(spearman(order, [1, 2, 3, 5, 4]).estimate, 0.9);
  close(kendall(order, [1, 2, 3, 5, 4]).estimate, 0.8);
});

test("intervals of rank correlations cover the truth 95 times in 100", () => {
  const { normal } = random(23, 0);
  const trials = 1500;
  const rho = 0.6;
  const truth = { spearman: (6 / Math.PI) * Math.asin(rho / 2), kendall: (2 / Math.PI) * Math.asin(rho) };
  const covered = { spearman: 0, kendall: 0 };
  for (let trial = 0; trial < trials; trial++) {
    const a = Array.from({ length: 40 }, normal);
    const b = a.map((value) => rho * value + Math.sqrt(1 - rho ** 2) * normal());
    const found = { spearman: spearman(a, b), kendall: kendall(a, b) };
    for (const name of ["spearman", "kendall"] as const) {
      covered[name] += Number(found[name].lower <= truth[name] && truth[name] <= found[name].upper);
    }
  }
  for (const [name, count] of Object.entries(covered)) {
    close(count / trials, 0.95, 4 * Math.sqrt((0.95 * 0.05) / trials));
    assert.ok(count < trials, name);
  }
});

test("Cohen's d is the mean difference in standard deviations; Hedges' g is its unbiased part", () => {
  const a = [3, 5, 4, 8];
  const b = [1, 4, 4, 5];
  close(cohensD(a, b), 1.5 / standardDeviation([2, 1, 0, 3]));
  // With 3 degrees of freedom the factor is Γ(1.5) / (√1.5 · Γ(1)).
  close(hedgesG(a, b) / cohensD(a, b), Math.sqrt(Math.PI) / 2 / Math.sqrt(1.5), 1e-10);
});

test("monotonicity of series", () => {
  assert.equal(monotonicity([1, 2, 4, 8]), 1);
  assert.equal(monotonicity([3, 2, 1]), -1);
  assert.equal(monotonicity([5, 5, 5]), 0);
  close(monotonicity([1, 2, 2, 3]), 5 / 6);
  close(monotonicity([1, 3, 2, 4]), 4 / 6);
  close(monotonicity(eight), kendall(eight, [1, 2, 3, 4, 5, 6, 7, 8]).estimate);
});

test("the median is the middle value, or the mean of the two", () => {
  assert.equal(median([5, 1, 9]), 5);
  assert.equal(median([5, 1, 9, 6]), 5.5);
  assert.equal(quantile([4], 0.3), 4);
});

test("the bootstrap of a mean agrees with its standard error; the same seed gives the same interval", () => {
  const { normal } = random(3, 0);
  const sample = Array.from({ length: 400 }, normal);
  const half = (1.96 * standardDeviation(sample)) / 20;
  for (const method of ["percentile", "BCa"] as const) {
    const interval = bootstrapInterval(sample, mean, { seed: 1, resamples: 2000, method });
    assert.equal(interval.estimate, mean(sample));
    // The quantiles of 2000 resamples have a standard error of 3 % of `half`; BCa's bias adds as much.
    assert.ok(Math.abs(interval.lower - interval.estimate + half) < 0.2 * half, `${interval.lower}`);
    assert.ok(Math.abs(interval.upper - interval.estimate - half) < 0.2 * half, `${interval.upper}`);
    assert.deepEqual(bootstrapInterval(sample, mean, { seed: 1, resamples: 2000, method }), interval);
    assert.notDeepEqual(bootstrapInterval(sample, mean, { seed: 2, resamples: 2000, method }), interval);
  }
});

test("pairs stay pairs: a constant difference, or ratio, has no spread", () => {
  const options = { seed: 1, resamples: 200 };
  const whole = [1, 2, 5, 7, 11];
  const less = whole.map((value) => value - 2);
  const twice = whole.map((value) => 2 * value);
  for (const bound of Object.values(bootstrapDifference(whole, less, options))) close(bound, 2);
  for (const bound of Object.values(bootstrapRatio(twice, whole, options))) close(bound, 2);
});

test("bad input is named and gives no number", () => {
  const nan = [1, Number.NaN, 3];
  for (const compare of [pairedTTest, wilcoxon, spearman, kendall, cohensD, hedgesG]) {
    const { name } = compare;
    assert.throws(() => compare([1, 2, 3], [1, 2]), new RegExp(`${name}: 3 values and 2 values given; give pairs`));
    assert.throws(() => compare([1, 2, 4], nan), new RegExp(`${name}, second list: value 1 of 3 values is NaN`));
    assert.throws(() => compare([], []), /0 values given; give at least/);
  }
  assert.throws(() => cohensD([1, 2], [0, 1]), /all differences are the same/);
  assert.throws(() => spearman([1, 1, 1], [1, 2, 3]), /spearman: all values of the first list are 1/);
  assert.throws(() => kendall([1, 2, 3], [4, 4, 4]), /kendall: all values of the second list are 4/);
  assert.throws(() => holm([0.1, 1.2]), /holm: p-value 1 is 1.2; give a number from 0 to 1/);
  assert.throws(() => benjaminiHochberg([Number.NaN]), /benjaminiHochberg: p-value 0 is NaN/);
  assert.throws(() => holm([]), /no p-value given/);
  assert.throws(() => monotonicity(nan), /monotonicity: value 1/);
  assert.throws(() => median([]), /median: 0 values/);
  assert.throws(() => quantile([1], 1.5), /probability is 1.5/);
});

test("a bootstrap that is not defined is named", () => {
  assert.throws(() => bootstrapInterval([1], mean, { seed: 1 }), /the sample has 1 elements/);
  assert.throws(() => bootstrapInterval([1, 2], mean, { seed: 1, resamples: 10 }), /resamples is 10/);
  assert.throws(() => bootstrapInterval([1, 2], () => Number.NaN, { seed: 1 }), /the statistic of the sample is NaN/);
  assert.throws(() => bootstrapDifference([1, 2], [1], { seed: 1 }), /bootstrapDifference: 2 values and 1 value/);
  assert.throws(
    () => bootstrapRatio([1, 2], [1, -1], { seed: 1 }),
    /bootstrapRatio: the mean of the denominators is 0/,
  );
  const distinct = (values: readonly number[]) => new Set(values).size;
  const many = Array.from({ length: 30 }, (_, index) => index);
  assert.throws(() => bootstrapInterval(many, distinct, { seed: 1, resamples: 100 }), /BCa is not defined.*percentile/);
});
