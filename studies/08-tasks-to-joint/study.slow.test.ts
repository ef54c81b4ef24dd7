import assert from "node:assert/strict";
import { test } from "node:test";
import type { TasksToJointLine } from "./measure/lines.js";
import { seedMonotonicities, trendOf } from "./measure/trend.js";
import type { TasksToJoint } from "./result.js";
import { tasksToJoint } from "./study.js";

test("a number for every seed and every number of tasks; nothing to carry over before the first task", async () => {
  const small = { seeds: 2, hidden: [12], criterion: 0.8, jointCriterion: 0.3, batchSize: 16, maxUpdates: 40 };
  const run = async (stateAtSwitch: "reset" | "carryOver") => {
    const tasks = [
      [1, 2],
      [3, 4],
    ];
    return (await tasksToJoint.run({ ...small, stateAtSwitch, tasks }, { store: null, compiler: "graph" })).lines;
  };
  const [reset, carried] = [await run("reset"), await run("carryOver")];
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
  options: { ...tasksToJoint.defaults, seeds: 4, tasks: [[1], [2], [3]] },
  lines: [
    line("SGD", [400, 330, 350, 250], [0, 15]),
    line("SGD + momentum", [420, 560, 480, 620]),
    line("Adam", [300, 220, 240, 180], [0, 5]),
    line("RMSProp", [200, 150, 110, 80]),
    line("Adadelta", [101, 105, 99, 101], [0, 9, 4]),
  ],
};

test("a figure as the notes describe it agrees; with Adadelta the slowest it does not", () => {
  assert.equal(tasksToJoint.agreement(asPublished), "agrees");
  const slow = { ...asPublished, lines: [...asPublished.lines.slice(0, 4), line("Adadelta", [900, 1000, 1100, 1200])] };
  const failing = tasksToJoint.claims(slow).filter(({ verdict }) => verdict === "fails");
  assert.ok(failing.some(({ words }) => words.startsWith("Adadelta is very fast")));
  assert.ok(failing.some(({ words }) => words.startsWith("Adadelta is insensitive")));
  assert.equal(tasksToJoint.agreement(slow), "depends");
});

const falling = [60, 50, 40, 30, 20, 15].map((updates) => [updates, updates + 2, updates - 1]);

test("updates that fall with every task: monotonicity −1, of the runs and of the means", () => {
  const { monotonicity, monotonicityOfMeans, ratio, points, average } = trendOf({ updates: falling });
  assert.deepEqual(
    [monotonicity, monotonicityOfMeans].map(({ lower, estimate, upper }) => [lower, estimate, upper]),
    [
      [-1, -1, -1],
      [-1, -1, -1],
    ],
  );
  const [none, all] = [60 + 1 / 3, 15 + 1 / 3];
  assert.ok(Math.abs(ratio.estimate - all / none) < 1e-9);
  assert.ok(ratio.lower < ratio.estimate && ratio.estimate < ratio.upper);
  assert.equal(points.length, 6);
  assert.ok(Math.abs(average - (215 / 6 + 1 / 3)) < 1e-9);
});

test("runs that contradict each other: their means may fall while no run is steady", () => {
  const updates = [
    [30, 10],
    [10, 28],
    [20, 4],
  ];
  assert.deepEqual(seedMonotonicities({ updates }), [-1 / 3, -1 / 3]);
  assert.equal(trendOf({ updates }).monotonicityOfMeans.estimate, -1);
});
