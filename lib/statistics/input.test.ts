/** What is no number, no list or no option is refused by name, in JavaScript too. */
import assert from "node:assert/strict";
import { test } from "node:test";
import * as statistics from "./index.js";

type Any = (...given: unknown[]) => unknown;
const all = statistics as unknown as Record<string, Any>;

/** A call of each function, right but for what `broken` puts in place of a list. */
const ofLists: Record<string, (list: unknown) => unknown[]> = {
  mean: (list) => [list],
  meanInterval: (list) => [list],
  standardDeviation: (list) => [list],
  median: (list) => [list],
  monotonicity: (list) => [list],
  quantile: (list) => [list, 0.5],
  holm: (list) => [list],
  benjaminiHochberg: (list) => [list],
  varianceExplained: (list) => [[list, [0.2, 0.9]]],
  averageAccuracy: (list) => [matrix(list)],
  averageForgetting: (list) => [matrix(list)],
  backwardTransfer: (list) => [matrix(list)],
  forgetting: (list) => [matrix(list)],
  retention: (list) => [matrix(list)],
  forwardTransfer: (list) => [matrix(list), [0.1, 0.2, 0.3]],
};

const ofPairs: Record<string, unknown[]> = {
  pairedTTest: [],
  wilcoxon: [],
  cohensD: [],
  hedgesG: [],
  kendall: [],
  spearman: [],
  differenceInterval: [],
  ratioInterval: [],
  bootstrapDifference: [{ seed: 1, resamples: 100 }],
  bootstrapRatio: [{ seed: 1, resamples: 100 }],
};

const fine = [0.4, 0.8, 0.1];
const matrix = (row: unknown) => [fine, row, fine];

const calls: [string, (list: unknown) => unknown[]][] = [
  ...Object.entries(ofLists),
  ["forwardTransfer", (list: unknown) => [matrix(fine), list]],
  ...Object.entries(ofPairs).flatMap(([name, rest]): [string, (list: unknown) => unknown[]][] => [
    [name, (list) => [list, [0.3, 0.5, 0.9], ...rest]],
    [name, (list) => [[0.3, 0.5, 0.9], list, ...rest]],
  ]),
];

test("every function of lists is tried", () => {
  const numbers = ["bootstrapInterval", "normalTails", "relearningSpeed", "savingsOf", "wilsonInterval"];
  assert.deepEqual(new Set([...calls.map(([name]) => name), ...numbers]), new Set(Object.keys(all)));
});

for (const [value, words] of [
  [null, "null"],
  [undefined, "undefined"],
  [Number.NaN, "NaN"],
  [Number.NEGATIVE_INFINITY, "-Infinity"],
  ["0.5", "'0.5'"],
  [true, "true"],
  [[0.5], "\\[ 0.5 \\]"],
  [1n, "1n"],
] as [unknown, string][]) {
  test(`${words} in place of a number is refused, with its place`, () => {
    for (const [name, call] of calls) {
      assert.throws(
        () => all[name]?.(...call([0.4, value, 0.1])),
        new RegExp(`^Error: ${name}\\b.* 1 .*is ${words};`),
        name,
      );
    }
  });
}

test("what is no array is refused, typed arrays too, whose differences would be rounded or wrap", () => {
  for (const [list, words] of [
    [undefined, "undefined"],
    [null, "null"],
    [3, "3"],
    ["123", "'123'"],
    [{ 0: 1, length: 3 }, "\\{"],
    [Float32Array.of(0.1, 0.2, 0.3), "Float32Array"],
    [Uint8Array.of(0, 1, 1), "Uint8Array"],
  ] as [unknown, string][]) {
    for (const [name, call] of calls) {
      assert.throws(
        () => all[name]?.(...call(list)),
        new RegExp(`^Error: ${name}\\b.*: ${words}.* given; give an array`),
        name,
      );
    }
  }
  for (const name of ["averageAccuracy", "forgetting", "varianceExplained"]) {
    assert.throws(() => all[name]?.(undefined), new RegExp(`^Error: ${name}: undefined given; give an array`));
  }
});

test("empty lists, short ones and lists of unequal length are refused", () => {
  for (const [name, call] of calls)
    assert.throws(() => all[name]?.(...call([])), new RegExp(`^Error: ${name}\\b.*; give`), name);
  for (const [name, rest] of Object.entries(ofPairs)) {
    assert.throws(() => all[name]?.([1, 2, 4], [1, 2], ...rest), new RegExp(`^Error: ${name}: .*; give pairs`), name);
  }
  const least = {
    standardDeviation: 2,
    monotonicity: 2,
    pairedTTest: 2,
    cohensD: 2,
    hedgesG: 3,
    spearman: 3,
    kendall: 3,
  };
  for (const [name, count] of Object.entries(least)) {
    const list = Array.from({ length: count - 1 }, (_, at) => at);
    assert.throws(() => all[name]?.(list, list), new RegExp(`${name}.*; give at least ${count}`));
  }
  assert.throws(() => all.varianceExplained?.([]), /varianceExplained: no group given/);
});

test("what is no probability is refused", () => {
  for (const [value, words] of [
    [95, "95"],
    [-0.1, "-0.1"],
    [null, "null"],
    ["0.5", "'0.5'"],
    [undefined, "undefined"],
  ] as const) {
    assert.throws(() => all.quantile?.([1, 2], value), new RegExp(`quantile: probability is ${words}; give a number`));
  }
  assert.throws(() => all.holm?.([0.1, null]), /holm: p-value 1 is null; give a number from 0 to 1/);
  assert.throws(() => all.holm?.(["0.1"]), /holm: p-value 0 is '0.1'/);
  assert.throws(() => all.benjaminiHochberg?.([0.1, 95]), /benjaminiHochberg: p-value 1 is 95/);
  for (const z of [Number.NaN, null, "1", undefined]) assert.throws(() => all.normalTails?.(z), /normalTails: z is/);
});

test("options of the bootstrap that it does not have, or cannot take", () => {
  const tried = (options: unknown) => () => all.bootstrapInterval?.([1, 2, 5], statistics.mean, options);
  assert.throws(tried(undefined), /bootstrapInterval: options are undefined; give { seed }/);
  assert.throws(tried({}), /seed/);
  assert.throws(tried({ seed: 1.5 }), /seed/);
  assert.throws(tried({ seed: 1, method: "bca" }), /bootstrapInterval: method is 'bca'; give "BCa" or "percentile"/);
  assert.throws(tried({ seed: 1, method: null }), /method is null/);
  assert.throws(tried({ seed: 1, resample: 500 }), /there is no option "resample"; give seed, resamples, method/);
  assert.throws(tried({ seed: 1, level: 95 }), /there is no option "level"/);
  for (const resamples of [0, 99, 200.5, "500", null, Number.POSITIVE_INFINITY]) {
    assert.throws(tried({ seed: 1, resamples }), /bootstrapInterval: resamples is .*; give an integer of at least 100/);
  }
  assert.throws(() => all.bootstrapInterval?.([1, 2], "mean", { seed: 1 }), /statistic is 'mean'; give a function/);
  assert.throws(() => all.bootstrapInterval?.("12", statistics.mean, { seed: 1 }), /sample: '12' given; give an array/);
  assert.throws(() => all.bootstrapInterval?.([1, 2], String, { seed: 1 }), /statistic of the sample is '1,2'/);
});

test("numbers of updates, draws and tasks that are none", () => {
  for (const name of ["savingsOf", "relearningSpeed"]) {
    for (const value of [undefined, null, "5", Number.NaN, -1, Number.POSITIVE_INFINITY]) {
      assert.throws(() => all[name]?.(100, value), new RegExp(`${name}: updates are`), `${name} ${value}`);
      assert.throws(() => all[name]?.(value, 100), new RegExp(`${name}: updates are`), `${name} ${value}`);
    }
  }
  for (const value of [undefined, null, "5", 2.5, Number.NaN, -1, 2 ** 60]) {
    assert.throws(() => all.wilsonInterval?.(value, 10), /wilsonInterval: k is/);
    assert.throws(() => all.wilsonInterval?.(0, value), /wilsonInterval: n is/);
  }
  for (const task of ["0", null, 0.5, -1, 2])
    assert.throws(() => all.retention?.(matrix(fine), task), /retention: task is/);
});
