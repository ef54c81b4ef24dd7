import assert from "node:assert/strict";
import { test } from "node:test";
import {
  tasksToJointChecks,
  tasksToJointFigure,
  tasksToJointOfAdamFigure,
  tasksToJointTable,
  tasksToJointVerdict,
} from "./report.js";
import { type TasksToJoint, type TasksToJointLine, tasksToJoint, tasksToJointDefaults } from "./tasksToJoint.js";

const small = { seeds: 2, hidden: [12], criterion: 0.8, jointCriterion: 0.3, batchSize: 16, maxUpdates: 40 };

test("a number for every seed and every number of tasks; nothing to carry over before the first task", async () => {
  const ofWay = async (stateAtSwitch: "reset" | "carry over") =>
    (
      await tasksToJoint(
        {
          ...small,
          stateAtSwitch,
          tasks: [
            [1, 2],
            [3, 4],
          ],
        },
        { store: null, compiler: "graph" },
      )
    ).lines;
  const [reset, carried] = [await ofWay("reset"), await ofWay("carry over")];
  assert.deepEqual(
    reset.map(({ optimizer, biasCorrected, stateAtSwitch }) => [optimizer, biasCorrected, stateAtSwitch].join(" ")),
    [
      "SGD false ",
      ...["SGD + momentum false", "Adam false", "RMSProp false", "Adadelta false", "Adam true"].map(
        (line) => `${line} reset`,
      ),
    ],
  );
  for (const { updates } of reset)
    assert.deepEqual(
      updates.map(({ length }) => length),
      [2, 2, 2],
    );
  const before = (lines: typeof reset) => lines.map(({ updates }) => updates[0]);
  const after = (lines: typeof reset) => lines.map(({ updates }) => updates.slice(1));
  assert.deepEqual(before(carried), before(reset));
  assert.deepEqual(after(carried)[0], after(reset)[0]);
  assert.notDeepEqual(after(carried), after(reset));
});

test("options out of their range are named", async () => {
  const refused = (options: object, message: RegExp) =>
    assert.rejects(tasksToJoint({ ...small, ...options }, { store: null, compiler: "graph" }), message);
  await refused({ seeds: 1 }, /^RangeError: seeds is 1; give at least 2/);
  await refused({ jointCriterion: 2 }, /^RangeError: criterion is 2/);
});

const noise = [0.9, 1, 1.05, 0.97];

function line(optimizer: string, means: readonly number[], order: readonly number[] = []): TasksToJointLine {
  const updates = means.map((mean, task) =>
    noise.map((factor, seed) => mean * factor + (order[(task + seed) % order.length] ?? 0)),
  );
  const stateAtSwitch = optimizer === "SGD" ? null : "reset";
  return { optimizer, biasCorrected: false, learningRate: 0.1, stateAtSwitch, updates, givenUp: 0 };
}

/** As the notes describe their figure. */
const asPublished: TasksToJoint = {
  options: { ...tasksToJointDefaults, seeds: 4, tasks: [[1], [2], [3]] },
  lines: [
    line("SGD", [400, 330, 350, 250], [0, 15]),
    line("SGD + momentum", [420, 560, 480, 620]),
    line("Adam", [300, 220, 240, 180], [0, 5]),
    line("RMSProp", [200, 150, 110, 80]),
    line("Adadelta", [101, 105, 99, 101], [0, 9, 4]),
  ],
};

test("a figure as the notes describe it agrees; with Adadelta the slowest it does not", () => {
  assert.deepEqual(
    tasksToJointChecks(asPublished).filter(({ holds }) => !holds),
    [],
  );
  assert.equal(tasksToJointVerdict(asPublished).answer, "agrees");
  const slow = { ...asPublished, lines: [...asPublished.lines.slice(0, 4), line("Adadelta", [900, 1000, 1100, 1200])] };
  const failing = tasksToJointChecks(slow).filter(({ holds }) => !holds);
  assert.ok(failing.some(({ claim }) => claim.startsWith("Adadelta is very fast")));
  assert.ok(failing.some(({ claim }) => claim.startsWith("Adadelta is insensitive")));
  assert.equal(tasksToJointVerdict(slow).answer, "depends");
});

test("tables and figures have every line", () => {
  assert.deepEqual(
    tasksToJointTable(asPublished).rows.map(([name]) => name),
    asPublished.lines.map(({ optimizer }) => optimizer),
  );
  assert.equal(tasksToJointFigure(asPublished).numbers.length, 5);
  assert.equal(tasksToJointOfAdamFigure(asPublished).numbers.length, 1);
});
