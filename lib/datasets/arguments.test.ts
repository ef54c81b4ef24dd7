/** What the functions of this folder are given by mistake: each is refused in a sentence that says what is allowed. */
import assert from "node:assert/strict";
import { test } from "node:test";
import * as datasets from "./index.js";

const { circles, gaussianBlobs, labelShuffled, permuted, spirals, twoMoons, xor } = datasets;
const three = datasets.gaussianBlobs({ examples: 12, classes: 3 });
const image = { ...three, train: { ...three.train, shape: [1, 2, 1] }, test: { ...three.test, shape: [1, 2, 1] } };
/** Of the third class nothing is there; of the second nothing for testing. */
const lacking = {
  ...three,
  name: "lacking",
  train: { ...three.train, labels: three.train.labels.map((label) => label % 2) },
  test: { ...three.test, labels: three.test.labels.map(() => 0) },
};
const line = { inputs: [[0], [1]], targets: [[1], [2]] };

type Given = never;
const notCounts = [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, [], {}, "2", null];
const notRecords = [0, 1.5, "2", [], null];

/** Functions of one argument, the values that it cannot have, and what is said. */
const refused: readonly [name: string, call: (given: Given) => unknown, values: readonly unknown[], says: RegExp][] = [
  [
    "folds",
    (n) => datasets.folds(three.train, n),
    [...notCounts, undefined],
    /^folds: count is .*; give a whole number, at least 1\.$/,
  ],
  [
    "folds",
    (n) => datasets.folds(n, 2),
    [...notCounts, undefined, three],
    /^folds: the examples are .*; give a part of a data set/,
  ],
  [
    "folds",
    (n) => datasets.folds(three.train, n),
    [5, 1000, 1e9],
    /^folds: count is \d+, and no class has more than 4 of the 12 examples, so that parts would be empty; give at most 4\.$/,
  ],
  [
    "firstExamples",
    (n) => datasets.firstExamples(three, n),
    [...notCounts, undefined],
    /^firstExamples of Gaussian blobs: count is .*; give a whole number, at least 1\.$/,
  ],
  ["firstExamples", (n) => datasets.firstExamples(three, n), [13, 1e9], /count is \d+; there are 12 examples\.$/],
  [
    "firstExamples",
    (given) => datasets.firstExamples(given, 2),
    [...notCounts, undefined, three.train],
    /^firstExamples: the data set is .*; give one as mnist\(\) does\.$/,
  ],
  [
    "task",
    (classes) => datasets.task(classes, three),
    [...notRecords.filter((value) => !Array.isArray(value)), undefined, {}],
    /^task of Gaussian blobs, classes: got .*; give a list of integers\.$/,
  ],
  [
    "task",
    (label) => datasets.task([label], three),
    [-1, 3, 1.5, Number.NaN, "2", null, undefined],
    /^task \[.*\] of Gaussian blobs: .* is no class; give integers from 0 to 2\.$/,
  ],
  ["task", (given) => datasets.task([0], given), [...notRecords, undefined, {}], /^task: the data set is .*; give one/],
  [
    "task",
    (label) => datasets.task([0, label], lacking),
    [2],
    /^task \[0, 2\] of lacking: class 2 has no training examples; leave it out, or take more examples\.$/,
  ],
  [
    "task",
    (label) => datasets.task([label], lacking),
    [1],
    /^task \[1\] of lacking: there are test examples, but none of its classes; take more of them\.$/,
  ],
  ["onlyClasses", (label) => datasets.onlyClasses(lacking, [label]), [2], /class 2 has no training examples/],
  [
    "split",
    (label) => datasets.split(lacking, [[0], [label]]),
    [1, 2],
    /class 2 has no training examples|none of its classes/,
  ],
  [
    "split",
    (lists) => datasets.split(three, lists),
    [0, "2", null, undefined, {}],
    /^split Gaussian blobs, tasks: got .*; give a list of lists of classes\.$/,
  ],
  [
    "split",
    (list) => datasets.split(three, [list], { head: "domain-incremental" }),
    [0, "2", null, undefined],
    /classes: got .*; give a list of integers/,
  ],
  ["split", (head) => datasets.split(three, [[0, 1]], { head }), [0, "2", null], /no head is called/],
  [
    "split",
    (options) => datasets.split(three, [[0, 1]], options),
    [{ heads: "class-incremental" }],
    /there is no option heads; did you mean head\?$/,
  ],
  [
    "permuted",
    (n) => datasets.permuted(three, n, { seed: 1 }),
    [...notCounts, undefined],
    /^permuted: tasks is .*; give a whole number, at least 1\.$/,
  ],
  [
    "permuted",
    (options) => datasets.permuted(three, 1, options),
    [...notRecords, undefined],
    /^permuted: the options are .*; give an object of seed\.$/,
  ],
  [
    "labelShuffled",
    (n) => datasets.labelShuffled(three, n, { seed: 1 }),
    [...notCounts, undefined],
    /^labelShuffled: tasks is/,
  ],
  ...Object.entries({ permuted, labelShuffled }).map(([name, make]): (typeof refused)[number] => [
    name,
    (seed) => make(three, 1, { seed }),
    [-1, 1.5, Number.NaN, 2 ** 32, "2", null, undefined],
    /seed is .*; give an integer from 0 to 2\^32 - 1/,
  ]),
  [
    "rotated",
    (angles) => datasets.rotated(image, angles),
    [0, "2", null, undefined],
    /^rotated Gaussian blobs, angles: got .*; give a list of numbers of degrees\.$/,
  ],
  [
    "rotated",
    (angle) => datasets.rotated(image, [angle]),
    [Number.NaN, Number.POSITIVE_INFINITY, "2", null, undefined],
    /an angle is .*; give finite numbers of degrees/,
  ],
  [
    "joint",
    (stream) => datasets.joint(stream),
    [...notRecords, undefined, {}, { tasks: 2 }],
    /^joint, tasks of the stream: got .*; give a list of tasks\.$/,
  ],
  [
    "regression",
    (part) => datasets.regression("r", part),
    [...notRecords, undefined, {}],
    /^regression r: inputs of train: got undefined; give a list of rows of numbers\.$/,
  ],
  [
    "regression",
    (row) => datasets.regression("r", { ...line, inputs: [[0], row] }),
    [0, "2", null, undefined],
    /^regression r: inputs of train, row 1: got .*; give a list of numbers\.$/,
  ],
  [
    "regression",
    (value) => datasets.regression("r", { ...line, inputs: [[0], [value]] }),
    [Number.NaN, Number.POSITIVE_INFINITY, "2", null, undefined, []],
    /^regression r: inputs of train, number 0 of row 1, is .*; give a finite number\.$/,
  ],
  [
    "regression",
    (value) => datasets.regression("r", line, { ...line, targets: [[0], [value]] }),
    [Number.NaN, "2"],
    /^regression r: targets of test, number 0 of row 1, is/,
  ],
  [
    "rateTracking",
    (seeds) => datasets.rateTracking(seeds),
    [0, "2", null, undefined, {}],
    /^rateTracking, seeds: got .*; give a list of whole numbers\.$/,
  ],
  [
    "rateTracking",
    (drift) => datasets.rateTracking([1], { drift }),
    [0, "2", null, {}],
    /^rateTracking, drift: got .*; give a list of two numbers\.$/,
  ],
  [
    "rateTracking",
    (highest) => datasets.rateTracking([1], { drift: [0, highest] }),
    [-1, Number.NaN, Number.POSITIVE_INFINITY, "2", [], null, undefined],
    /^rateTracking: drift is between 0 and .*; give finite numbers of at least 0, in order\.$/,
  ],
  [
    "rateTracking",
    (redrawEvery) => datasets.rateTracking([1], { redrawEvery }),
    notCounts,
    /redrawEvery is .*; give a whole number/,
  ],
  [
    "driftOf",
    (example) => datasets.driftOf(1, example),
    [-1, 1.5, Number.NaN, "2", null, undefined],
    /^driftOf: example is .*; give a whole number, at least 0\.$/,
  ],
  [
    "optimalStepSize",
    (drift) => datasets.optimalStepSize(drift),
    [-1, Number.NaN, "2", [], null, undefined],
    /^optimalStepSize: drift is .*; give a number of at least 0\.$/,
  ],
  [
    "weightFlipping",
    (weight) => datasets.weightFlipping([1], { weight }),
    [Number.NaN, Number.POSITIVE_INFINITY, "2", [], null],
    /^weightFlipping: weight is .*; give a finite number\.$/,
  ],
  [
    "weightFlipping",
    (options) => datasets.weightFlipping([1], options),
    [{ flip: 2 }],
    /^weightFlipping: there is no option flip; there are features, relevant, flipEvery, weight\.$/,
  ],
  [
    "inputTable",
    (index) => datasets.inputTable(three.train, Int32Array.of(0, index)),
    [-1, 12],
    /^inputTable: an index is (-1|12); give whole numbers from 0 to 11\.$/,
  ],
  [
    "inputTable",
    (indices) => datasets.inputTable(three.train, indices),
    [0, [0], "2", null, undefined],
    /^inputTable: give the indices as an Int32Array\.$/,
  ],
  ...Object.entries({ circles, gaussianBlobs, spirals, twoMoons, xor }).flatMap(
    ([name, make]): (typeof refused)[number][] => [
      [name, (examples) => make({ examples }), notCounts, /: examples is .*; give a whole number, at least 1\.$/],
      [
        name,
        (noise) => make({ noise }),
        [-1, Number.NaN, Number.POSITIVE_INFINITY, "2", [], null],
        /: noise is .*; give a finite number of at least 0\.$/,
      ],
      [
        name,
        (options) => make(options),
        [...notRecords, { example: 5 }],
        /: (the options are .*; give an object of .*seed, examples, noise\.|there is no option example; did you mean examples\?)$/,
      ],
    ],
  ),
];

for (const [name, call, values, says] of refused) {
  test(`${name}: ${says.source}`, () => {
    for (const value of values) {
      assert.throws(
        () => call(value as Given),
        (error: Error) => says.test(error.message),
        `${name} of ${JSON.stringify(value)}`,
      );
    }
  });
}

test("the parts of folds are as many as the largest class has examples, at most, and none is empty", () => {
  assert.deepEqual(
    datasets.folds(three.train, 4).map(({ count }) => count),
    [3, 3, 3, 3],
  );
});

test("a data set without test examples can be split", () => {
  const none = { ...three.test, count: 0, inputs: new Float32Array(0), labels: new Uint8Array(0) };
  assert.equal(datasets.task([0, 2], { ...three, test: none }).train.length, 8);
});
