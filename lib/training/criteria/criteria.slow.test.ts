import assert from "node:assert/strict";
import { test } from "node:test";
import { batchAccuracy, batchLoss } from "../probes/index.js";
import { quick } from "../testSupport.js";
import { train } from "../train.js";
import { consecutiveCorrect, fixedUpdates, heldOutAccuracy, lastTask, runningLoss } from "./index.js";

const settings = { ...quick, seeds: 10, probes: [batchLoss(), batchAccuracy()] };

/** The first number of updates, counted from 0, after which a rule is met by what was seen until then; `never` where it is not. */
function firstMet(seen: readonly number[], met: (before: readonly number[]) => boolean, never: number): number {
  for (let updates = 0; updates <= seen.length; updates++) if (met(seen.slice(0, updates))) return updates;
  return never;
}

test("fixed updates: every task takes as many, and counts as reached", async () => {
  for (const run of await train({ ...settings, criterion: fixedUpdates(7) })) {
    assert.deepEqual(run.updatesToCriterion, [7, 7, 7]);
    assert.deepEqual(run.reached, [true, true, true]);
  }
});

test("more updates than are usual are made where they are asked for, alone or for the last task", async () => {
  const { maxUpdates: _, ...unlimited } = { ...settings, probes: [], seeds: 1, compiler: "graph" as const };
  for (const criterion of [fixedUpdates(2001), lastTask(fixedUpdates(2001), fixedUpdates(1))]) {
    const [run] = await train({ ...unlimited, criterion });
    assert.deepEqual([run?.updatesToCriterion.at(-1), run?.reached.at(-1)], [2001, true]);
  }
});

test("running loss: a task ends after the update that brings the bias-corrected mean below the bound", async () => {
  const runs = await train({ ...settings, criterion: runningLoss(0.5, 0.8) });
  const met = (losses: readonly number[]) => {
    const [sum, weight] = losses.reduce(([s, w], loss) => [0.8 * s + 0.2 * loss, 0.8 * w + 0.2], [0, 0]) as [
      number,
      number,
    ];
    return sum < 0.5 * weight;
  };
  for (const { updatesToCriterion, reached, probes } of runs) {
    assert.deepEqual(reached, [true, true, true]);
    const expected = probes.loss?.map((losses) => firstMet(losses, met, -1));
    assert.deepEqual(updatesToCriterion, expected);
  }
  assert.ok(new Set(runs.map(({ updatesToCriterion: [first] }) => first)).size > 3);
});

test("consecutive correct: five in a row, and nine in ten of all in the phase, one example at a time", async () => {
  const runs = await train({ ...settings, criterion: consecutiveCorrect(5, 0.9), batchSize: 1, maxUpdates: 400 });
  const met = (right: readonly number[]) => {
    const row = right.length - 1 - right.lastIndexOf(0);
    return right.length > 0 && row >= 5 && 10 * right.filter((value) => value === 1).length >= 9 * right.length;
  };
  for (const { updatesToCriterion, reached, probes } of runs) {
    const expected = probes.accuracy?.map((right) => firstMet(right, met, 400));
    assert.deepEqual(updatesToCriterion, expected);
    assert.deepEqual(
      reached,
      expected?.map((updates) => updates < 400),
    );
  }
  assert.ok(runs.some(({ updatesToCriterion }) => updatesToCriterion.some((updates) => updates > 10 && updates < 400)));
});

test("a criterion that is looked at every so many updates ends a task at one of them, never before the other", async () => {
  const [often, seldom] = [
    await train({ ...settings, criterion: heldOutAccuracy(0.9, 50) }),
    await train({ ...settings, criterion: heldOutAccuracy(0.9, 50, 5) }),
  ];
  seldom.forEach(({ updatesToCriterion: [first] }, seed) => {
    assert.equal((first as number) % 5, 0);
    assert.ok((first as number) >= (often[seed]?.updatesToCriterion[0] as number));
  });
});

test("the last task by one criterion, those before it as if there were no other", async () => {
  const alone = await train({ ...settings, criterion: heldOutAccuracy(0.9, 50) });
  const runs = await train({ ...settings, criterion: lastTask(fixedUpdates(9), heldOutAccuracy(0.9, 50)) });
  runs.forEach(({ updatesToCriterion }, seed) => {
    assert.deepEqual(updatesToCriterion.slice(0, 2), alone[seed]?.updatesToCriterion.slice(0, 2));
    assert.equal(updatesToCriterion[2], 9);
  });
  const stricter = await train({
    ...settings,
    criterion: lastTask(heldOutAccuracy(0.98, 50), heldOutAccuracy(0.9, 50)),
  });
  stricter.forEach(({ updatesToCriterion: [first, second, third] }, seed) => {
    const before = alone[seed]?.updatesToCriterion as number[];
    assert.deepEqual([first, second], before.slice(0, 2));
    assert.ok((third as number) >= (before[2] as number));
  });
  assert.throws(() => lastTask(heldOutAccuracy(0.9, 50), heldOutAccuracy(0.9, 60)), /look at 50 and 60 held-out/);
});
