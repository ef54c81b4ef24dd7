import assert from "node:assert/strict";
import { test } from "node:test";
import { sgd } from "momenta/optimizers";
import { drawProblems, lossAt, type Problem, type Weights } from "./measure/problems.js";
import { trainFirstTask, type Walks } from "./measure/walks.js";
import type { MomentumIntuitionOptions } from "./options.js";
import { momentumIntuition } from "./study.js";

const near = (actual: number, expected: number, tolerance = 1e-5) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

/** The point of the line x · w = 0 that is nearest to w. */
function project([x1, x2]: Weights, [w1, w2]: Weights): Weights {
  const share = (x1 * w1 + x2 * w2) / (x1 * x1 + x2 * x2);
  return [w1 - share * x1, w2 - share * x2];
}

test("plain SGD goes straight to the nearest solution, x · w shrinking by 1 − 2 lr ‖x‖² an update, then to that of task 2", () => {
  const task = trainFirstTask(drawProblems(20), sgd({ learningRate: 0.1 }), 300);
  for (const { problem, first, second } of task.switchAfter(300, "reset")) {
    const { inputs, start } = problem;
    const [x, x2] = inputs;
    const dot = ([w1, w2]: Weights) => x[0] * w1 + x[1] * w2;
    near(dot(first.positions[1] as Weights), (1 - 0.2 * (x[0] ** 2 + x[1] ** 2)) * dot(start));
    const solution = project(x, start);
    const landed = project(x2, solution);
    for (const axis of [0, 1] as const) {
      near(first.positions.at(-1)?.[axis] as number, solution[axis]);
      near(second.positions.at(-1)?.[axis] as number, landed[axis]);
    }
  }
  task.dispose();
});

test("the second task begins with the velocity that the first one left, or with none", () => {
  const problem: Problem = {
    inputs: [
      [1, 0],
      [0, 1],
    ],
    start: [-1, 1],
  };
  const task = trainFirstTask([problem], sgd({ learningRate: 0.01, momentum: 0.9 }), 5);
  const [[whole]] = [task.switchAfter(5, "reset")] as [[Walks]];
  near(whole.first.lengths[0] as number, 0.02);
  near(whole.first.lengths[1] as number, 0.9 * 0.02 + 0.01 * 2 * 0.98);
  const [[carried], [reset]] = [task.switchAfter(3, "carryOver"), task.switchAfter(3, "reset")] as [[Walks], [Walks]];
  const [before, after] = carried.first.positions.slice(2) as [Weights, Weights];
  assert.deepEqual([before, after], whole.first.positions.slice(2, 4));
  assert.deepEqual(carried.second.positions[0], after);
  assert.deepEqual(reset.second.positions[0], after);
  // Along the first weight there is no gradient any more: what is carried over goes on, shrinking by β.
  near(carried.second.positions[1]?.[0] as number, after[0] + 0.9 * (after[0] - before[0]));
  near(reset.second.positions[1]?.[0] as number, after[0]);
  for (const { second } of [carried, reset]) near(second.positions[1]?.[1] as number, 0.98);
  task.dispose();
});

test("problems are drawn as they are described, the same for a seed", () => {
  const problems = drawProblems(200, 7);
  assert.deepEqual(drawProblems(200, 7), problems);
  for (const { inputs } of problems) {
    for (const [x1, x2] of inputs) {
      const length = Math.hypot(x1, x2);
      assert.ok(length >= 0.75 && length <= 1.5);
      near(lossAt([x1, x2], [-x2, x1]), 0);
    }
  }
});

const small: Partial<MomentumIntuitionOptions> = {
  seeds: 2,
  criterion: 0.9,
  longUpdates: 15,
  problems: 60,
  switches: [12, 150],
};

test("converged, the velocity has died out and makes no difference; stopped early, it does; figures and checks follow", async () => {
  const result = await momentumIntuition.run(small, { store: null, compiler: "graph" });
  const [early, converged] = result.switches;
  assert.ok((early?.velocity.lower as number) > 0.5);
  assert.ok((converged?.velocity.upper as number) < 0.01);
  near(converged?.distanceGained.estimate as number, 0, 1e-3);
  near(converged?.slowedBy.estimate as number, 0, 0.1);
  assert.ok((early?.slowedBy.estimate as number) > 1);
  assert.equal(converged?.longest.plain.estimate, 1);
  assert.ok((converged?.longest.reset.estimate as number) > 3);
  const [left, right] = result.pictures.map(({ early: { carried, reset } }) =>
    [carried, reset].map((path) => Math.hypot(...(path.at(-1) as Weights))),
  ) as [[number, number], [number, number]];
  assert.ok(left[0] < left[1] && right[0] > right[1], "nearer from one side, further from the other");
  assert.equal(result.network.length, 2);
  for (const { velocity } of result.network) assert.ok(velocity.estimate > 0 && velocity.estimate <= 1);

  const { claims, agreement } = momentumIntuition;
  const verdicts = claims(result).map(({ kind, verdict }) => [kind, verdict]);
  assert.deepEqual(verdicts.slice(5), [
    ["question", "holds"],
    ["question", "holds"],
  ]);
  assert.equal(agreement(result), "depends");
});

test("options that do not fit each other are named", async () => {
  const refused = (options: Partial<MomentumIntuitionOptions>, message: RegExp) =>
    assert.rejects(momentumIntuition.run(options, { store: null }), message);
  await refused({ switches: [12, 6] }, /^RangeError: switches is \[12, 6\]; give them ascending/);
  await refused({ early: 13 }, /^RangeError: early is 13; give one of the switches/);
});
