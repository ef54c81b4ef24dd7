import assert from "node:assert/strict";
import { test } from "node:test";
import type { Dataset, Examples } from "./dataset.js";
import { mnist } from "./mnist.js";
import { splitMnist } from "./splitMnist.js";
import { task } from "./task.js";

const examples = (...labels: number[]): Examples => ({
  count: labels.length,
  features: 1,
  shape: [1],
  inputs: new Uint8Array(labels.length),
  labels: Uint8Array.from(labels),
});
const tiny: Dataset = { name: "tiny", classes: 4, train: examples(0, 3, 1, 3, 2), test: examples(3, 2) };

test("a task lists the examples of its classes in the order of the data set", () => {
  const { train, test: held, name, unitOfClass, competing } = task([3, 0], tiny);
  assert.equal(name, "[3, 0]");
  assert.deepEqual(unitOfClass, [0, -1, -1, 3]);
  assert.deepEqual(competing, [0, 1, 2, 3]);
  assert.deepEqual([...train], [0, 1, 3]);
  assert.deepEqual([...held], [0]);
});

test("MNIST's ones and twos, counted", () => {
  const { train, test: held } = task([1, 2], mnist());
  assert.equal(train.length, 6742 + 5958);
  assert.equal(held.length, 1135 + 1032);
});

test("a stream keeps the order, and a task that comes again is the same one", () => {
  const { tasks: stream } = splitMnist([[1, 2], [3], [1, 2]], tiny);
  assert.deepEqual(
    stream.map(({ name }) => name),
    ["[1, 2]", "[3]", "[1, 2]"],
  );
  assert.equal(stream[0], stream[2]);
});

test("classes that cannot be are named with their task", () => {
  assert.throws(() => task([], tiny), /task \[\] of tiny: it has no classes; give at least one/);
  assert.throws(() => task([1, 4], tiny), /task \[1, 4\] of tiny: 4 is no class; give integers from 0 to 3/);
  assert.throws(() => task([0.5], tiny), /0.5 is no class/);
  assert.throws(() => task([2, 1, 2], tiny), /class 2 is there twice/);
  assert.throws(() => splitMnist([], tiny), /split tiny: there is no task/);
  assert.throws(() => splitMnist([[1, 2], [-1]], tiny), /task \[-1\] of tiny: -1 is no class/);
});
