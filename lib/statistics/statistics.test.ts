import assert from "node:assert/strict";
import { test } from "node:test";
import { random } from "../engine/random.js";
import { mean, meanInterval, ratioInterval, standardDeviation, wilsonInterval } from "./index.js";
import { type Interval, studentQuantile } from "./interval.js";

const close = (found: number, expected: number, tolerance = 1e-6) =>
  assert.ok(Math.abs(found - expected) <= tolerance * Math.max(1, Math.abs(expected)), `${found} against ${expected}`);

const everything = { lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };

test("mean and standard deviation of a known sample", () => {
  // NIST, Statistical Reference Datasets, NumAcc1: three large neighbours.
  const numAcc1 = [10_000_001, 10_000_003, 10_000_002];
  assert.equal(mean(numAcc1), 10_000_002);
  assert.equal(standardDeviation(numAcc1), 1);
  close(standardDeviation([2, 4, 4, 4, 5, 5, 7, 9]), Math.sqrt(32 / 7), 1e-12);
});

test("quantiles of Student's t as its tables give them", () => {
  // One degree of freedom is Cauchy's distribution; with two the quantile has a closed form.
  close(studentQuantile(1), Math.tan(0.475 * Math.PI));
  close(studentQuantile(2), 0.95 / Math.sqrt(2 * 0.975 * 0.025));
  close(studentQuantile(24), 2.0638985616);
  close(studentQuantile(1_000_000), 1.9599664, 1e-5);
});

test("the interval of a mean, Student's own example", () => {
  // Additional hours of sleep, second drug (Student 1908): R's t.test gives 2.33 [0.8976775, 3.7623225].
  const { estimate, lower, upper } = meanInterval([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]);
  close(estimate, 2.33);
  close(lower, 0.8976775);
  close(upper, 3.7623225);
});

test("one value, and values without spread", () => {
  assert.deepEqual(meanInterval([3]), { estimate: 3, ...everything });
  assert.deepEqual(meanInterval([2, 2, 2]), { estimate: 2, lower: 2, upper: 2 });
  assert.deepEqual(ratioInterval([3], [2]), { estimate: 1.5, ...everything });
  assert.deepEqual(ratioInterval([3, 3], [2, 2]), { estimate: 1.5, lower: 1.5, upper: 1.5 });
});

test("with a constant denominator the interval of a ratio is that of the mean, divided", () => {
  const values = [3, 5, 4, 7, 2];
  const ratio = ratioInterval(values, [4, 4, 4, 4, 4]);
  const plain = meanInterval(values);
  for (const part of ["estimate", "lower", "upper"] as const) close(ratio[part], plain[part] / 4, 1e-12);
});

test("at the ends of Fieller's interval the paired t-test is on its edge", () => {
  const a = [31, 22, 45, 18, 27, 39];
  const b = [60, 41, 72, 44, 39, 80];
  const { estimate, lower, upper } = ratioInterval(a, b);
  close(estimate, 182 / 336, 1e-12);
  for (const [ratio, sign] of [
    [lower, 1],
    [upper, -1],
  ] as const) {
    const differences = a.map((value, index) => value - ratio * (b[index] as number));
    const t = mean(differences) / (standardDeviation(differences) / Math.sqrt(6));
    close(t, sign * studentQuantile(5), 1e-9);
  }
});

test("a denominator that cannot be told from 0 bounds no ratio", () => {
  assert.deepEqual(ratioInterval([1, 2, 3], [-1, 2, 0.5]), { estimate: 4, ...everything });
});

test("intervals cover the truth 95 times in 100", () => {
  const { normal } = random(17, 0);
  const trials = 4000;
  const covers = ({ lower, upper }: Interval, truth: number) => Number(lower <= truth && truth <= upper);
  let means = 0;
  let ratios = 0;
  for (let trial = 0; trial < trials; trial++) {
    const b = Array.from({ length: 8 }, () => 10 + 3 * normal());
    const a = b.map((value) => 0.4 * value + 2 + 2 * normal());
    means += covers(meanInterval(b), 10);
    ratios += covers(ratioInterval(a, b), 0.6);
  }
  const tolerance = 4 * Math.sqrt((0.95 * 0.05) / trials);
  close(means / trials, 0.95, tolerance);
  close(ratios / trials, 0.95, tolerance);
});

test("what cannot be averaged is named; no interval is NaN", () => {
  assert.throws(() => mean([]), /mean: 0 values given; give at least 1/);
  assert.throws(() => standardDeviation([1]), /standardDeviation: 1 value given; give at least 2/);
  assert.throws(() => meanInterval([1, Number.NaN, 2]), /meanInterval: value 1 of 3 values is NaN; give finite/);
  assert.throws(() => meanInterval([]), /meanInterval: 0 values/);
  assert.throws(() => ratioInterval([1, 2], [1]), /2 numerators and 1 denominators; give pairs/);
  assert.throws(() => ratioInterval([1, 2], [1, Number.POSITIVE_INFINITY]), /denominators: value 1 .* is Infinity/);
  assert.throws(() => ratioInterval([1, 2], [1, -1]), /mean of the denominators is 0/);
});

test("Wilson's interval of a share", () => {
  const { estimate, lower, upper } = wilsonInterval(8, 10);
  assert.equal(estimate, 0.8);
  close(lower, 0.4902, 1e-4);
  close(upper, 0.9433, 1e-4);
  // For none of ten the upper end is z² / (10 + z²).
  assert.equal(wilsonInterval(0, 10).lower, 0);
  close(wilsonInterval(0, 10).upper, 0.2775, 1e-4);
  assert.equal(wilsonInterval(10, 10).upper, 1);
  assert.throws(() => wilsonInterval(0, 0), /^RangeError: wilsonInterval: n is 0/);
  assert.throws(() => wilsonInterval(3, 2), /^RangeError: wilsonInterval: k is 3; give a whole number from 0 to n, 2/);
});
