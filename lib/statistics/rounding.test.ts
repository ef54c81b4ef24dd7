import assert from "node:assert/strict";
import { test } from "node:test";
import { random } from "../engine/random.js";
import {
  bootstrapDifference,
  bootstrapInterval,
  bootstrapRatio,
  cohensD,
  differenceInterval,
  hedgesG,
  kendall,
  mean,
  meanInterval,
  monotonicity,
  pairedTTest,
  ratioInterval,
  spearman,
  standardDeviation,
  varianceExplained,
  wilcoxon,
} from "./index.js";
import { withoutRounding } from "./rounding.js";

const repeated = (value: number, times: number) => Array<number>(times).fill(value);
const widthOf = ({ lower, upper }: { lower: number; upper: number }) => upper - lower;

/** .3 in two ways of which one is an ulp larger. */
const [sum, literal] = [0.1 + 0.2, 0.3];

test("values that only rounding tells apart have no spread", () => {
  assert.notEqual(sum, literal);
  const values = [literal, sum, literal, sum];
  assert.equal(standardDeviation(values), 0);
  assert.equal(widthOf(meanInterval(values)), 0);
  assert.equal(varianceExplained([values, [sum, literal]]), 0);
  for (const [value, times] of [
    [0.98, 25],
    [0.1, 3],
    [1 / 49, 49],
    [0.7, 1000],
    [1e300, 7],
  ] as const) {
    assert.equal(mean(repeated(value, times)), value);
    assert.deepEqual(meanInterval(repeated(value, times)), { estimate: value, lower: value, upper: value });
  }
});

test("a spread above rounding is one: neighbours of large size, values that shrink by powers of ten", () => {
  assert.equal(standardDeviation([1e15, 1e15 + 1, 1e15 + 2]), 1);
  assert.equal(monotonicity([1, 1e-10, 1e-20, 1e-30]), -1);
  assert.equal(kendall([1, 1e-10, 1e-20, 1e-30], [4, 3, 2, 1]).estimate, 1);
  const shrinking = [1, 1e-10, 1e-20, -1e-30];
  const { positive, negative } = wilcoxon(
    shrinking,
    shrinking.map((value) => value / 2),
  );
  assert.deepEqual([positive, negative], [9, 1]);
});

test("a difference that rounding alone spreads: t is infinite, an effect size not defined, an interval a point", () => {
  const cases: [number[], number[], number][] = [
    [[0.1, 0.1, 0.1], [0, 0, 0], 0.1],
    [[0.3, 0.5, 0.7, 0.9], [0.1, 0.3, 0.5, 0.7], 0.2],
    [[1e6 + 0.1, 1e6 + 0.3, 0.2], [1e6, 1e6 + 0.2, 0.1], 0.1],
  ];
  for (const [a, b, shift] of cases) {
    for (const sign of [1, -1]) {
      const [one, other] = sign === 1 ? [a, b] : [b, a];
      const { t, pValue, difference } = pairedTTest(one, other);
      assert.deepEqual([t, pValue], [sign * Number.POSITIVE_INFINITY, 0]);
      assert.ok(Math.abs(difference.estimate - sign * shift) < 1e-9, `${difference.estimate}`);
      assert.equal(widthOf(difference), 0);
      assert.deepEqual(differenceInterval(one, other), difference);
      assert.throws(() => cohensD(one, other), /cohensD: all differences are the same/);
      assert.throws(() => hedgesG(one, other), /all differences are the same/);
      for (const method of ["percentile", "BCa"] as const) {
        assert.equal(widthOf(bootstrapDifference(one, other, { seed: 1, resamples: 200, method })), 0);
      }
    }
  }
});

test("a difference of rounding is none", () => {
  const [a, b] = [repeated(sum, 4), repeated(literal, 4)];
  const { t, pValue, difference } = pairedTTest(a, b);
  assert.deepEqual([t, pValue, difference], [0, 1, { estimate: 0, lower: 0, upper: 0 }]);
  assert.deepEqual(wilcoxon(a, b), { positive: 0, negative: 0, pValue: 1, rankBiserial: 0 });
});

test("ties of rounding are ties", () => {
  // Differences −.025, .05, .05, −.05: ranks 1 and 3, 3, 3.
  const { positive, negative } = wilcoxon([0.5, 0.825, 0.375, 0.5], [0.525, 0.775, 0.325, 0.55]);
  assert.deepEqual([positive, negative], [6, 4]);
  assert.equal(monotonicity([literal, sum, 0.1, 0.5]), monotonicity([literal, literal, 0.1, 0.5]));
  for (const correlation of [spearman, kendall]) {
    const [a, b, c] = [
      [1, 2, 3, 4, 4.5],
      [sum, literal, literal, 0.7, 0.1],
      [literal, literal, literal, 0.7, 0.1],
    ];
    assert.deepEqual(correlation(a, b), correlation(a, c));
    assert.deepEqual(correlation(b, a), correlation(c, a));
    assert.throws(() => correlation([1, 2, 3], [sum, literal, sum]), /all values of the second list are 0.3/);
  }
});

test("a ratio that rounding alone spreads is a point; a denominator of rounding is 0", () => {
  const denominators = [1.1, 0.7, 1.3, 1.9, 0.9];
  for (const ratio of [0.3, 1 / 3, -0.7]) {
    const numerators = denominators.map((value) => ratio * value);
    const { estimate, lower, upper } = ratioInterval(numerators, denominators);
    assert.ok(Math.abs(estimate / ratio - 1) < 1e-15);
    assert.deepEqual([lower, upper], [estimate, estimate]);
    const bounds = bootstrapRatio(numerators, denominators, { seed: 1, resamples: 200 });
    assert.deepEqual([bounds.lower, bounds.upper], [bounds.estimate, bounds.estimate]);
  }
  assert.equal(widthOf(ratioInterval(repeated(0.98, 25), repeated(0.49, 25))), 0);
  assert.throws(() => ratioInterval([1, 2, 4], [0.1, 0.2, -0.3]), /mean of the denominators is 0/);
  assert.throws(() => bootstrapRatio([1, 2, 4], [0.1, 0.2, -0.3], { seed: 1 }), /mean of the denominators is 0/);
});

test("a resample that differs by rounding alone counts as equal to the estimate", () => {
  const sample = repeated(0.1, 6);
  const inOrder = (values: readonly number[]) => values.reduce((total, value) => total + value, 0) - 0.5;
  const { lower, upper } = bootstrapInterval(sample, (drawn) => inOrder(drawn) * (1 + 1e-16), { seed: 1 });
  assert.equal(lower, upper);
});

test("merging keeps signs and order, makes the smallest the one, and does not chain", () => {
  const ulp = Number.EPSILON;
  assert.deepEqual(withoutRounding([sum, -literal, literal, -0.1]), [literal, -literal, literal, -0.1]);
  const chain = [1, 1 + 3 * ulp, 1 + 6 * ulp];
  assert.deepEqual(withoutRounding(chain), [1, 1, 1 + 6 * ulp]);
  assert.deepEqual(withoutRounding([-1e-17, 1e-17, 1e-9], [1, 1, 1]), [0, 0, 1e-9]);
  // Each value has the rounding of what it was computed from, not of its neighbours.
  assert.deepEqual(withoutRounding([1e-17, 1e-17], [1e-16, 1]), [1e-17, 1e-17]);
});

test("decimals have the ranks and spreads of the whole numbers that they are parts of", () => {
  const { below } = random(47, 0);
  for (let trial = 0; trial < 400; trial++) {
    const parts = [10, 40, 1000][trial % 3] as number;
    const base = [0, 0, 1e5 * parts][below(3)] as number;
    const whole = () => Array.from({ length: 4 + below(9) }, () => base + below(parts) - below(parts));
    const a = whole();
    const b = a.map((value) => (trial % 2 === 0 ? value - 3 - below(2) : base + below(parts)));
    const inParts = (values: readonly number[]) => values.map((value) => value / parts);
    const [x, y] = [inParts(a), inParts(b)];
    const said = `[${x}], [${y}]`;
    assert.deepEqual(wilcoxon(x, y), wilcoxon(a, b), said);
    assert.equal(monotonicity(x), monotonicity(a), said);
    const spread = (values: readonly number[]) => values.some((value) => value !== values[0]);
    if (spread(a) && spread(b)) {
      assert.deepEqual(kendall(x, y), kendall(a, b), said);
      assert.deepEqual(spearman(x, y), spearman(a, b), said);
    }
    const [fine, coarse] = [pairedTTest(x, y), pairedTTest(a, b)];
    if (Number.isFinite(coarse.t))
      assert.ok(Math.abs(fine.t - coarse.t) <= 1e-8 * Math.max(1, Math.abs(coarse.t)), said);
    else assert.equal(fine.t, coarse.t, said);
  }
});
