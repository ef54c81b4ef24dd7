import assert from "node:assert/strict";
import { test } from "node:test";
import { sgd } from "momenta/optimizers";
import { type MomentumIntuitionOptions, momentumIntuition } from "./momentumIntuition.js";
import { momentumIntuitionStudy } from "./study.js";
import { drawProblems, lossAt, type Problem, trainFirstTask, type Walk, type Weights } from "./twoWeights.js";

const near = (actual: number, expected: number, tolerance = 1e-5) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

/** The point of the line x · w = 0 that is nearest to w. */
function projected([x1, x2]: Weights, [w1, w2]: Weights): Weights {
  const share = (x1 * w1 + x2 * w2) / (x1 * x1 + x2 * x2);
  return [w1 - share * x1, w2 - share * x2];
}

test("plain SGD goes straight to the nearest solution, x · w shrinking by 1 − 2 lr ‖x‖² an update, then to that of task 2", () => {
  const problems = drawProblems(20);
  const task = trainFirstTask(problems, sgd({ learningRate: 0.1 }), 300);
  const second = task.second(300, "reset");
  problems.forEach(({ inputs: [x, x2], start }, index) => {
    const { positions } = task.walks[index] as Walk;
    const dot = ([w1, w2]: Weights) => x[0] * w1 + x[1] * w2;
    near(dot(positions[1] as Weights), (1 - 0.2 * (x[0] ** 2 + x[1] ** 2)) * dot(start));
    const solution = projected(x, start);
    const ends = positions.at(-1) as Weights;
    for (const axis of [0, 1] as const) near(ends[axis], solution[axis]);
    const expected = projected(x2, solution);
    const landed = second[index]?.positions.at(-1) as Weights;
    for (const axis of [0, 1] as const) near(landed[axis], expected[axis]);
  });
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
  const [{ positions, lengths }] = task.walks as [Walk];
  near(lengths[0] as number, 0.02);
  near(lengths[1] as number, 0.9 * 0.02 + 0.01 * 2 * 0.98);
  const [after, before] = [positions[3] as Weights, positions[2] as Weights];
  const [[carried], [reset]] = [task.second(3, "carry over"), task.second(3, "reset")] as [[Walk], [Walk]];
  assert.deepEqual(carried.positions[0], after);
  // Along the first weight there is no gradient any more: what is carried over goes on, shrinking by β.
  near(carried.positions[1]?.[0] as number, after[0] + 0.9 * (after[0] - before[0]));
  near(reset.positions[1]?.[0] as number, after[0]);
  for (const walk of [carried, reset]) near(walk.positions[1]?.[1] as number, 0.98);
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
  const result = await momentumIntuition(small, { store: null, compiler: "graph" });
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

  for (const { claim, holds } of momentumIntuitionStudy.checks(result)) assert.ok(holds, claim);
  const names = momentumIntuitionStudy.figures(result).map(({ name }) => name);
  assert.equal(new Set(names).size, 3);
  assert.equal(momentumIntuitionStudy.verdict(result).answer, "depends");
});

test("options out of their range are named", async () => {
  const refused = (options: Partial<MomentumIntuitionOptions>, message: RegExp) =>
    assert.rejects(momentumIntuition({ ...small, ...options }, { store: null, compiler: "graph" }), message);
  await refused({ problems: 1 }, /^RangeError: problems is 1; give a whole number, at least 2/);
  await refused({ switches: [12, 6] }, /^RangeError: switches are \[12, 6\]/);
  await refused({ early: 13 }, /^RangeError: early is 13; give one of the switches/);
  await refused({ tolerance: 0 }, /^RangeError: tolerance is 0/);
  await refused({ longUpdates: 0 }, /^RangeError: fixedUpdates: updates is 0/);
});
