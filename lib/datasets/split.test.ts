import assert from "node:assert/strict";
import { test } from "node:test";
import { type Head, split } from "./split.js";
import type { Task } from "./task.js";
import { tiny } from "./testSupport.js";

/** The unit of each training example of a task. */
const units = ({ train, dataset, unitOfClass }: Task) =>
  [...train].map((index) => unitOfClass[dataset.train.labels[index] as number]);

test("each head: output units, which of them compete, and what examples of each task are told apart by", () => {
  const heads: [Head | undefined, number, number[][], number[][]][] = [
    [
      undefined,
      4,
      [
        [0, 1, 2, 3],
        [0, 1, 2, 3],
      ],
      [
        [3, 3, 2, 2],
        [0, 1, 0, 1],
      ],
    ],
    [
      "class-incremental",
      4,
      [
        [0, 1, 2, 3],
        [0, 1, 2, 3],
      ],
      [
        [3, 3, 2, 2],
        [0, 1, 0, 1],
      ],
    ],
    [
      "task-incremental",
      4,
      [
        [2, 3],
        [0, 1],
      ],
      [
        [3, 3, 2, 2],
        [0, 1, 0, 1],
      ],
    ],
    [
      "domain-incremental",
      2,
      [
        [0, 1],
        [0, 1],
      ],
      [
        [0, 0, 1, 1],
        [0, 1, 0, 1],
      ],
    ],
  ];
  for (const [head, outputs, competing, ofExamples] of heads) {
    const stream = split(
      tiny,
      [
        [3, 2],
        [0, 1],
        [3, 2],
      ],
      head === undefined ? {} : { head },
    );
    assert.equal(stream.outputs, outputs);
    assert.equal(stream.tasks[0], stream.tasks[2]);
    const two = stream.tasks.slice(0, 2);
    assert.deepEqual(
      two.map((task) => task.competing),
      competing,
    );
    assert.deepEqual(two.map(units), ofExamples);
    assert.deepEqual(
      two.map(({ train }) => [...train]),
      [
        [1, 3, 4, 7],
        [0, 2, 5, 6],
      ],
    );
  }
});

test("with the same units for every task, there are as many as the longest list has classes", () => {
  const { outputs, tasks } = split(tiny, [[3], [0, 1, 2]], { head: "domain-incremental" });
  assert.equal(outputs, 3);
  assert.deepEqual(
    tasks.map(({ competing }) => competing),
    [
      [0, 1, 2],
      [0, 1, 2],
    ],
  );
});

test("a head that is not known, and no task, are named", () => {
  assert.throws(
    () => split(tiny, [[1]], { head: "many" as Head }),
    /split tiny: no head is called "many"; give one of/,
  );
  assert.throws(() => split(tiny, []), /split tiny: there is no task; give at least one list of classes/);
});
