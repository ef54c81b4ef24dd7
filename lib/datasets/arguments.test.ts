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
const own = (changed: object) => datasets.dataset({ name: "d", inputs: [[0], [1]], labels: [0, 1], ...changed });

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
    /^split .*: a task is .*; give a list of classes for each task, as \[\[1, 2\], \[3, 4\]\]\.$/,
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
    [{}],
    /^dataset r: neither labels nor targets are given; give labels for classification, or targets for regression\.$/,
  ],
  [
    "regression",
    (part) => datasets.regression("r", part),
    [...notRecords, undefined, { inputs: [1], labels: [1] }],
    /^regression r: train: (the options are .*; give an object of inputs, targets|there is no option labels; there are)/,
  ],
  [
    "dataset",
    (options) => datasets.dataset(options),
    [...notRecords, undefined],
    /^dataset: the options are .*; give an object of name, inputs, labels,/,
  ],
  [
    "dataset",
    (name) => datasets.dataset({ ...line, name }),
    [1, null, undefined],
    /^dataset: name is .*; give a string\.$/,
  ],
  ["dataset", (given) => own({ label: given }), [[0, 1]], /^dataset: there is no option label; did you mean labels\?$/],
  [
    "dataset",
    (given) => own({ targets: given }),
    [[1, 2]],
    /^dataset d: labels and targets are both given; give labels for classification, or targets for regression\.$/,
  ],
  [
    "dataset",
    (given) => own({ inputs: given }),
    [0, "2", null, undefined, {}, Promise.resolve()],
    /^dataset d: inputs: got .*; give a list of numbers, of rows of numbers, a typed array, a tensor or a DataFrame\.$/,
  ],
  [
    "dataset",
    (row) => own({ inputs: [[0], row] }),
    [0, "2", null, undefined],
    /^dataset d: inputs\[1\]: got .*; give a list of numbers\.$/,
  ],
  [
    "dataset",
    (row) => own({ inputs: [[0], row] }),
    [[], [1, 2]],
    /^dataset d: inputs\[1\] has length [02]; give 1, as the first one has\.$/,
  ],
  [
    "dataset",
    (row) => own({ inputs: [row, [0]] }),
    [Uint8Array.of(0)],
    /^dataset d: inputs\[1\]: some rows are bytes, others not/,
  ],
  [
    "dataset",
    (value) => own({ inputs: [[0], [value]] }),
    [Number.NaN, Number.POSITIVE_INFINITY, 1e300, "2", null, undefined, []],
    /^dataset d: inputs\[1\]\[0\] is .*; give a finite number\.$/,
  ],
  [
    "dataset",
    (value) => own({ inputs: [0, value] }),
    [Number.NaN, "2"],
    /^dataset d: inputs\[1\] is .*; give a finite number\.$/,
  ],
  [
    "dataset",
    (value) =>
      own({
        inputs: {
          columns: ["age", "height"],
          values: [
            [1, 2],
            [3, value],
          ],
        },
      }),
    [null, Number.NaN, "?"],
    /^dataset d: inputs, column "height" of row 1 is .*; give a finite number\.$/,
  ],
  [
    "dataset",
    (inputs) => own({ inputs }),
    [[[0]], [[0], [1], [2]]],
    /^dataset d: inputs have [13] rows, labels 2; give as many of both\.$/,
  ],
  [
    "dataset",
    (inputs) => own({ inputs }),
    [[0], [0, 1, 2]],
    /^dataset d: inputs have [13] numbers, labels 2; give as many of both\.$/,
  ],
  [
    "dataset",
    (inputs) => own({ inputs }),
    [[], [[], []]],
    /^dataset d: inputs have no numbers; give at least one to an example\.$/,
  ],
  [
    "dataset",
    (shape) => own({ shape }),
    [[2], 1, "2"],
    /^dataset d: inputs have 1 numbers to an example, and shape is .*; give one of as many\.$/,
  ],
  [
    "dataset",
    (labels) => own({ labels }),
    [0, "01", null, {}],
    /^dataset d: labels: got .*; give a list of one class to an example\.$/,
  ],
  ["dataset", (labels) => own({ labels }), [[]], /^dataset d: labels: there is none; give one to each example\.$/],
  [
    "dataset",
    (label) => own({ labels: [0, label] }),
    ["a", null, true],
    /^dataset d: labels\[1\] is .*; give a number, as the first is\.$/,
  ],
  [
    "dataset",
    (label) => own({ labels: [0, label] }),
    [-1, 0.5, Number.NaN],
    /^dataset d: labels\[1\] is .*; give integers from 0 to [01]\.$/,
  ],
  [
    "dataset",
    (labels) => own({ labels }),
    [
      [1, 2],
      [0, 2],
      [3, 7],
    ],
    /^dataset d: labels: the largest is \d, and none is [01]; give classes 0, 1, … without a gap, their names as strings, or classes: \d\.$/,
  ],
  [
    "dataset",
    (label) => own({ labels: [0, label] }),
    [256, 1e6],
    /^dataset d: labels are of \d+ classes; give at most 256, or targets\.$/,
  ],
  ["dataset", (classes) => own({ classes }), [1], /^dataset d: labels\[1\] is 1; give integers from 0 to 0\.$/],
  [
    "dataset",
    (classes) => own({ labels: ["a", "b"], classes }),
    [2],
    /^dataset d: labels are names, and classes is 2; leave it out/,
  ],
  [
    "dataset",
    (classes) => own({ labels: ["a", "b"], classes }),
    [["a"]],
    /^dataset d: labels\[1\] is "b"; give one of \["a"\]\.$/,
  ],
  [
    "dataset",
    (classes) => own({ classes }),
    [0, -1, 1.5, "2", null, [], ["a", "a"], [1, 2]],
    /^dataset d: classes is .*; give how many there are, from 1 to 256, or a list of their names\.$/,
  ],
  [
    "dataset",
    (test) => own({ test }),
    [...notRecords, { label: [0] }],
    /^dataset d: test: (the options are|there is no option)/,
  ],
  [
    "dataset",
    (test) => own({ test }),
    [{ inputs: [[1, 2]], labels: [0] }],
    /^dataset d: test\.inputs have the shape \[2\] for an example; give \[1\], as/,
  ],
  [
    "dataset",
    (label) => own({ test: { inputs: [0], labels: [label] } }),
    [2, 0.5],
    /^dataset d: test\.labels\[0\] is .*; give integers from 0 to 1\.$/,
  ],
  [
    "dataset",
    (heldOut) => own({ heldOut, test: own({}).test }),
    [0.5],
    /^dataset d: test and heldOut are both given; give one of them\.$/,
  ],
  [
    "dataset",
    (heldOut) => own({ heldOut }),
    [0, -1, 1.5, Number.NaN, "2", null],
    /^dataset d: heldOut is .*; give a fraction between 0 and 1, or a number of examples\.$/,
  ],
  [
    "dataset",
    (heldOut) => own({ heldOut }),
    [1, 2, 0.9],
    /^dataset d: heldOut is .*, which leaves none of some class of the 2 examples; give/,
  ],
  [
    "dataset",
    (seed) => datasets.dataset({ name: "d", inputs: [0, 1], targets: [0, 1], heldOut: 1, seed }),
    [-1, 1.5, "2", null],
    /seed is .*; give an integer from 0 to 2\^32 - 1/,
  ],
  [
    "csv",
    (source) => datasets.csv(source, { target: "y" }),
    [0, null, undefined, {}],
    /^csv: the file is .*; give a string\.$/,
  ],
  [
    "csv",
    (options) => datasets.csv("x,y\n1,2", options),
    [{}, { target: "y", label: "y" }],
    /^csv: give one column as label, for/,
  ],
  [
    "csv",
    (options) => datasets.csv("x,y\n1,2", options),
    [{ column: "y" }],
    /^csv: there is no option column; there are label, target/,
  ],
  [
    "csv",
    (target) => datasets.csv("x,y\n1,2", { target }),
    ["Y", "z", 1, null],
    /^csv CSV: there is no column .*; there are x, y\.$/,
  ],
  [
    "csv",
    (label) => datasets.csv("x,y\n1,2", { label, inputs: "x" as never }),
    ["y"],
    /^csv, inputs: got "x"; give a list of names of columns/,
  ],
  [
    "csv",
    (cell) => datasets.csv(`x,y\n1,2\n${cell},4`, { target: "y" }),
    [""],
    /^csv CSV: row 2 under the names, column "x", is empty; give a finite/,
  ],
  [
    "csv",
    (cell) => datasets.csv(`x,y\n1,2\n${cell},4`, { target: "y" }),
    ["?", "NA", "NaN", "1 000", "1e99", "Infinity"],
    /^csv CSV: row 2 under the names, column "x", is ".*"; give a finite number\.$/,
  ],
  [
    "csv",
    (cell) => datasets.csv(`x,y\n1,2\n3,${cell}`, { label: "y" }),
    [""],
    /^csv CSV: row 2 under the names, column "y", is empty; give the name of/,
  ],
  [
    "csv",
    (row) => datasets.csv(`x,y\n1,2\n${row}`, { target: "y" }),
    ["1", "1,2,3"],
    /^csv CSV: row 2 under the names has [13] fields; give 2, one/,
  ],
  [
    "csv",
    (head) => datasets.csv(`${head}\n1,2`, { target: "y" }),
    ["y,y"],
    /^csv CSV: two columns are called "y"; give each a name/,
  ],
  [
    "csv",
    (text) => datasets.csv(text, { target: "y" }),
    ["\n", "x,y\n"],
    /^csv CSV: there are no rows under the names of the columns\.$/,
  ],
  [
    "csv",
    (text) => datasets.csv(text, { target: "y" }),
    ['x,y\n1,"2\n'],
    /^csv CSV: row 1 under the names: .*[Qq]uote/,
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
