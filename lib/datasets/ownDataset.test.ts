import assert from "node:assert/strict";
import { test } from "node:test";
import { DataFrame } from "danfojs-node";
import { tf } from "../engine/index.js";
import { folds } from "./folds.js";
import { labelShuffled } from "./labelShuffled.js";
import { onlyClasses } from "./onlyClasses.js";
import { dataset } from "./ownDataset.js";
import { permuted } from "./permuted.js";
import { regression } from "./regression.js";
import { split } from "./split.js";
import { task, wholeStream, wholeTask } from "./task.js";

const rows = [
  [0, 1],
  [2, 3],
  [4, 5.5],
];
const expected = {
  name: "points",
  classes: 2,
  train: {
    ...{ count: 3, shape: [2], features: 2, labels: Uint8Array.of(0, 1, 0) },
    inputs: Float32Array.of(0, 1, 2, 3, 4, 5.5),
  },
  test: { count: 0, shape: [2], features: 2, inputs: new Float32Array(0), labels: new Uint8Array(0) },
};

test("rows, typed arrays, tensors and a DataFrame are the same data set", () => {
  const labels = [0, 1, 0];
  const frame = new DataFrame(rows, { columns: ["x", "y"] });
  const classes = new DataFrame({ label: labels });
  for (const given of [
    { inputs: rows, labels },
    { inputs: rows.map((row) => Float64Array.from(row)), labels: Int32Array.from(labels) },
    { inputs: Float32Array.from(rows.flat()), labels: Uint8Array.from(labels) },
    { inputs: rows.flat(), labels },
    { inputs: tf.tensor2d(rows), labels: tf.tensor1d(labels, "int32") },
    { inputs: frame, labels: classes.column("label") },
  ]) {
    assert.deepEqual(dataset({ name: "points", ...given }), expected);
  }
});

test("what is given may change or be disposed afterwards; bytes stay bytes", () => {
  const inputs = Uint8Array.of(0, 255, 7, 8);
  const made = dataset({ name: "bytes", inputs, labels: [0, 1], shape: [1, 2, 1] });
  inputs.fill(1);
  assert.deepEqual([made.train.inputs, made.train.shape], [Uint8Array.of(0, 255, 7, 8), [1, 2, 1]]);
  const images = [[[1, 2]], [[3, 4]]];
  assert.deepEqual(dataset({ name: "nested", inputs: images, labels: [0, 1] }).train.shape, [1, 2]);
  const lists = [Uint8Array.of(1, 2), Uint8Array.of(3, 4)];
  assert.deepEqual(dataset({ name: "lists", inputs: lists, labels: [0, 1] }).train.inputs, Uint8Array.of(1, 2, 3, 4));
});

test("classes with names are numbered in their order, numerals by size, or as they are listed", () => {
  const named = (labels: string[], classes?: string[]) => {
    const made = dataset({ name: "n", inputs: labels.map((_, at) => at), labels, ...(classes && { classes }) });
    return [made.classNames, made.classes, [...made.train.labels]];
  };
  assert.deepEqual(named(["b", "a", "b"]), [["a", "b"], 2, [1, 0, 1]]);
  assert.deepEqual(named(["10", "9", "2"]), [["2", "9", "10"], 3, [2, 1, 0]]);
  assert.deepEqual(named(["b", "a", "b"], ["b", "c", "a"]), [["b", "c", "a"], 3, [0, 2, 0]]);
  const numbered = dataset({ name: "n", inputs: [0, 1], labels: [0, 2], classes: ["a", "b", "c"] });
  assert.deepEqual(
    [numbered.classNames, [...numbered.train.labels]],
    [
      ["a", "b", "c"],
      [0, 2],
    ],
  );
  assert.deepEqual(onlyClasses(numbered, [2, 0]).classNames, ["c", "a"]);
});

const cube = Array.from({ length: 100 }, (_, at) => at);
/** 60 of class 0, 30 of class 1, 10 of class 2. */
const unequal = cube.map((at) => (at < 60 ? 0 : at < 90 ? 1 : 2));
const held = (heldOut: number, seed = 1) => dataset({ name: "h", inputs: cube, labels: unequal, heldOut, seed });
const counts = (labels: Uint8Array) => [0, 1, 2].map((label) => labels.filter((other) => other === label).length);

test("of every class the same share is held out; together the parts are all examples, each once", () => {
  for (const heldOut of [0.2, 20]) {
    const { train, test: tested } = held(heldOut);
    assert.deepEqual(
      [counts(train.labels), counts(tested.labels)],
      [
        [48, 24, 8],
        [12, 6, 2],
      ],
    );
    assert.deepEqual(
      [...train.inputs, ...tested.inputs].sort((a, b) => a - b),
      cube,
    );
    assert.deepEqual(
      [...train.inputs],
      [...train.inputs].sort((a, b) => a - b),
    );
    for (const { inputs, labels } of [train, tested]) {
      assert.deepEqual(
        [...labels],
        Array.from(inputs, (at) => unequal[at]),
      );
    }
  }
  // Shares of 4.2, 2.1, .7: the last has the largest remainder.
  assert.deepEqual(counts(held(7).test.labels), [4, 2, 1]);
  // Every class keeps one.
  assert.deepEqual(counts(held(97).train.labels), [1, 1, 1]);
});

test("the same seed holds out the same examples, another one others, in mixed order", () => {
  assert.deepEqual(held(20, 5), held(20, 5));
  assert.notDeepEqual(held(20, 5).test.inputs, held(20, 6).test.inputs);
  assert.ok(new Set(held(50).test.labels.subarray(0, 15)).size > 1);
});

test("targets: as rows, one number to an example, a tensor or a Series; given and held-out test parts", () => {
  const inputs = [0, 1, 2, 3];
  const targets = [1, 3, 5, 7];
  const made = dataset({ name: "line", inputs, targets, test: { inputs: [9], targets: [19] } });
  assert.deepEqual(
    [made.classes, made.train.targets, made.train.labels],
    [0, Float32Array.from(targets), new Uint8Array(4)],
  );
  assert.deepEqual([made.test.inputs, made.test.targets], [Float32Array.of(9), Float32Array.of(19)]);
  for (const other of [targets.map((y) => [y]), tf.tensor1d(targets), new DataFrame({ y: targets }).column("y")]) {
    assert.deepEqual(dataset({ name: "line", inputs, targets: other }).train, made.train);
  }
  const { train, test: tested } = dataset({ name: "line", inputs, targets, heldOut: 0.5, seed: 3 });
  assert.deepEqual([train.count, tested.count], [2, 2]);
  for (const { inputs: x, targets: y } of [train, tested])
    assert.deepEqual(
      y,
      Float32Array.from(x, (at) => 2 * at + 1),
    );
});

test("a whole data set is one task and one stream, of regression with an output for each target", () => {
  const plane = dataset({
    name: "plane",
    inputs: [
      [0, 1],
      [1, 0],
    ],
    targets: [
      [1, 2, 3],
      [4, 5, 6],
    ],
  });
  assert.deepEqual(wholeTask("w", plane).competing, [0, 1, 2]);
  assert.equal(wholeStream(plane), wholeStream(plane));
  assert.equal(wholeStream(plane).outputs, 3);
  assert.equal(permuted(plane, 2, { seed: 1 }).outputs, 3);
  assert.deepEqual(
    regression("plane", {
      inputs: [
        [0, 1],
        [1, 0],
      ],
      targets: [
        [1, 2, 3],
        [4, 5, 6],
      ],
    }),
    wholeStream(plane),
  );
  assert.equal(folds(plane.train, 2)[1]?.targets?.[0], 4);
  assert.throws(() => task([0], plane), /task \[0\] of plane: it is one of regression; give a data set of classes\./);
  assert.throws(() => labelShuffled(plane, 2, { seed: 1 }), /labelShuffled: plane is one of regression/);
});

test("streams take data of one's own", () => {
  const made = held(20);
  const stream = split(made, [[0, 1], [2]]);
  assert.deepEqual(
    stream.tasks.map(({ train, test: tested }) => [train.length, tested.length]),
    [
      [72, 18],
      [8, 2],
    ],
  );
});
