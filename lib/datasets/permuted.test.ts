import assert from "node:assert/strict";
import { test } from "node:test";
import { firstExamples } from "./firstExamples.js";
import { labelShuffled } from "./labelShuffled.js";
import { mnist } from "./mnist.js";
import { permuted } from "./permuted.js";
import type { Task } from "./task.js";
import { tiny } from "./testSupport.js";

const seed = 1;

test("the first task is the data set itself, every further one moves all features by one order of its own", () => {
  const { tasks, outputs } = permuted(tiny, 5, { seed });
  assert.equal(outputs, 4);
  assert.deepEqual(
    tasks.map(({ name }) => name),
    ["permutation 1", "permutation 2", "permutation 3", "permutation 4", "permutation 5"],
  );
  assert.equal(tasks[0]?.dataset, tiny);
  for (const { dataset, train, test: held } of tasks) {
    assert.deepEqual([train.length, held.length], [8, 5]);
    // The first example holds 0, 1, 2, 3, and so what of the original stands in each place.
    const order = dataset.train.inputs.subarray(0, 4);
    for (const part of ["train", "test"] as const) {
      assert.deepEqual(dataset[part].labels, tiny[part].labels);
      const undone = Uint8Array.from(tiny[part].inputs);
      dataset[part].inputs.forEach((value, at) => {
        undone[4 * Math.floor(at / 4) + (order[at % 4] as number)] = value;
      });
      assert.deepEqual(undone, tiny[part].inputs);
    }
  }
});

test("orders of MNIST's pixels differ from task to task and seed to seed, and do not depend on the length of the stream", () => {
  const few = firstExamples({ ...mnist(), test: firstExamples(mnist(), 2).train }, 2);
  const inputs = ({ tasks }: { tasks: readonly Task[] }) => tasks.map(({ dataset }) => dataset.train.inputs);
  const three = inputs(permuted(few, 3, { seed }));
  assert.deepEqual(three, inputs(permuted(few, 4, { seed })).slice(0, 3));
  assert.deepEqual([...(three[1] as Uint8Array)].sort(), [...(three[0] as Uint8Array)].sort());
  assert.notDeepEqual(three[1], three[0]);
  assert.notDeepEqual(three[1], three[2]);
  assert.notDeepEqual(three[1], inputs(permuted(few, 2, { seed: 2 }))[1]);
});

test("values of any size stay float32 when they are permuted", () => {
  const inputs = Float32Array.from({ length: 32 }, (_, at) => at / 3 - 5);
  const { tasks } = permuted({ ...tiny, train: { ...tiny.train, inputs } }, 2, { seed });
  const moved = tasks[1]?.dataset.train.inputs as Float32Array;
  assert.ok(moved instanceof Float32Array);
  assert.deepEqual([...moved].sort(), [...inputs].sort());
});

test("shuffled labels: the same inputs, in the first task each class has its own unit, in the others another order", () => {
  const { tasks, outputs } = labelShuffled(tiny, 4, { seed });
  assert.equal(outputs, 4);
  assert.deepEqual(tasks[0]?.unitOfClass, [0, 1, 2, 3]);
  for (const { dataset, unitOfClass, competing } of tasks) {
    assert.equal(dataset, tiny);
    assert.deepEqual([...unitOfClass].sort(), [0, 1, 2, 3]);
    assert.deepEqual(competing, [0, 1, 2, 3]);
  }
  assert.ok(new Set(tasks.map(({ unitOfClass }) => unitOfClass.join())).size > 2);
  assert.deepEqual(labelShuffled(tiny, 2, { seed }).tasks, tasks.slice(0, 2));
});

test("the first examples of a data set, and what there is none of", () => {
  const { train, test: held, classes } = firstExamples(tiny, 3);
  assert.deepEqual([train.count, [...train.labels], train.inputs.length, classes], [3, [0, 3, 1], 12, 4]);
  assert.equal(held, tiny.test);
  assert.throws(() => firstExamples(tiny, 9), /^RangeError: firstExamples of tiny: count is 9; there are 8 examples/);
  assert.throws(() => firstExamples(tiny, 0), /count is 0; give a whole number/);
  assert.throws(
    () => permuted(tiny, 0, { seed }),
    /^RangeError: permuted: tasks is 0; give a whole number, at least 1/,
  );
  assert.throws(() => labelShuffled(tiny, 1.5, { seed }), /^RangeError: labelShuffled: tasks is 1.5/);
});
