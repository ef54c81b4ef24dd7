import assert from "node:assert/strict";
import { test } from "node:test";
import { flowUpdates } from "./measure/plateau.js";
import { shareOfTurns } from "./measure/ravine.js";
import { expectedEscape, offsetEscape } from "./measure/saddles.js";
import { shareFitted } from "./result.js";
import { flatRegions } from "./study.js";

test("every question holds, and fails where runs without noise leave the saddle", async () => {
  const result = await flatRegions.run({ resolution: 7, fitted: 300, updates: 400, draws: 20 }, { store: null });
  const failing = (changed: typeof result) =>
    flatRegions.claims(changed).filter(({ kind, verdict }) => kind === "question" && verdict !== "holds");
  assert.deepEqual(failing(result), []);
  assert.equal(flatRegions.agreement(result), "depends");
  assert.ok(shareFitted(result, "momentum") > shareFitted(result, "small"));
  assert.equal(failing({ ...result, saddles: { ...result.saddles, still: 1e-6 } }).length, 1);
});

test("far out on a plateau a unit further takes e times as long, momentum of .9 a tenth", () => {
  assert.ok(Math.abs(flowUpdates(9, 0) / flowUpdates(8, 0) / Math.E - 1) < 0.01);
  assert.ok(Math.abs(flowUpdates(9, 0.9) / flowUpdates(9, 0) - 0.1) < 1e-12);
});

test("a path that goes from wall to wall turns in every update, one along the floor in none", () => {
  const walls = [0, 1, 2, 3].map((k) => [k, k ** 2 / 3 + (k % 2 === 0 ? 1 : -1)]);
  assert.equal(shareOfTurns(walls), 1);
  assert.equal(shareOfTurns(walls.map(([x]) => [x as number, 5])), 0);
});

test("a hundredth of the noise takes as much longer as a hundredth of the offset", () => {
  const longer = offsetEscape(1e-6) - offsetEscape(1e-4);
  assert.ok(Math.abs(expectedEscape(1e-6) - expectedEscape(1e-4) - longer) < 0.1);
  assert.ok(Math.abs(offsetEscape(0.1) - Math.log(10) / Math.log(1.1)) < 1e-12);
});
