import assert from "node:assert/strict";
import { test } from "node:test";
import { joint } from "./joint.js";
import { labelShuffled } from "./labelShuffled.js";
import { permuted } from "./permuted.js";
import { split } from "./split.js";
import { tiny } from "./testSupport.js";

test("tasks of one data set: their examples, each once, without a copy", () => {
  const all = joint(split(tiny, [[3, 2], [1], [2, 1], [3, 2]]));
  assert.equal(all.dataset, tiny);
  assert.deepEqual([all.name, [...all.train], [...all.test]], ["joint", [1, 2, 3, 4, 6, 7], [0, 1, 3, 4]]);
  assert.deepEqual(all.unitOfClass, [-1, 1, 2, 3]);
  assert.deepEqual(all.competing, [0, 1, 2, 3]);
});

test("the units of all tasks compete, where those of each did", () => {
  const all = joint(
    split(
      tiny,
      [
        [3, 1],
        [0, 1],
      ],
      { head: "task-incremental" },
    ),
  );
  assert.deepEqual(all.competing, [0, 1, 3]);
  assert.deepEqual(all.unitOfClass, [0, 1, -1, 3]);
});

test("one unit for two classes is one unit still", () => {
  const all = joint(
    split(
      tiny,
      [
        [3, 2],
        [0, 1],
      ],
      { head: "domain-incremental" },
    ),
  );
  assert.equal(all.dataset, tiny);
  assert.deepEqual(all.unitOfClass, [0, 1, 1, 0]);
});

test("tasks that differ in inputs, or in the unit of a class, are copied in turns", () => {
  const stream = permuted(tiny, 2, { seed: 1 });
  const { dataset, train, test: held, unitOfClass } = joint(stream);
  assert.deepEqual([dataset.classes, train.length, held.length, unitOfClass], [4, 16, 10, [0, 1, 2, 3]]);
  for (const part of ["train", "test"] as const) {
    stream.tasks.forEach((task, turn) => {
      for (let index = 0; index < tiny[part].count; index++) {
        const row = 2 * index + turn;
        const expected = task.dataset[part].inputs.subarray(4 * index, 4 * index + 4);
        assert.deepEqual(dataset[part].inputs.subarray(4 * row, 4 * row + 4), expected);
        assert.equal(dataset[part].labels[row], tiny[part].labels[index]);
      }
    });
  }

  const shuffled = labelShuffled(tiny, 2, { seed: 2 });
  const { labels } = joint(shuffled).dataset.train;
  assert.deepEqual(
    [...labels].filter((_, row) => row % 2 === 1),
    [...tiny.train.labels].map((label) => shuffled.tasks[1]?.unitOfClass[label]),
  );

  const uneven = split(
    tiny,
    [
      [0, 1],
      [1, 2, 3],
    ],
    { head: "domain-incremental" },
  );
  assert.deepEqual([...joint(uneven).dataset.train.labels], [0, 2, 1, 0, 0, 2, 1, 1, 0, 1]);
});

test("bytes are bytes, as a file was read or in an array of their own", () => {
  const asRead = { ...tiny, train: { ...tiny.train, inputs: Buffer.from(tiny.train.inputs) } };
  assert.equal(joint(permuted(asRead, 2, { seed: 1 })).train.length, 2 * tiny.train.count);
});

test("what cannot be one task is named", () => {
  const stream = split(tiny, [[0], [1]]);
  assert.throws(() => joint({ ...stream, tasks: [] }), /joint: the stream has no task/);
  const [a, b] = stream.tasks;
  const floats = { ...tiny, train: { ...tiny.train, inputs: new Float32Array(32) } };
  assert.throws(
    () => joint({ ...stream, tasks: [a as never, { ...(b as object), dataset: floats } as never] }),
    /joint: the inputs of task \[1\] differ in size or kind from those of tiny/,
  );
});
