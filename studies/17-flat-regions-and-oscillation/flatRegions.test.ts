import assert from "node:assert/strict";
import { test } from "node:test";
import { BANANA_UPDATES, shareOfTurns } from "./banana.js";
import { shareFitted } from "./figures.js";
import { flatRegions } from "./flatRegions.js";
import { flatRegionsStudy } from "./index.js";
import { flowUpdates } from "./plateaus.js";
import { expectedEscape, offsetEscape } from "./saddles.js";

test("plateaus, the ravine and saddles; figures and checks follow", async () => {
  const result = await flatRegions({ resolution: 7, fitted: 300, updates: 400, draws: 20 });
  const failing = flatRegionsStudy.checks(result).filter(({ holds }) => !holds);
  assert.deepEqual(failing, []);
  assert.equal(flatRegionsStudy.verdict(result).answer, "depends");
  assert.equal(flatRegionsStudy.figures(result).length, 6);
  assert.ok(shareFitted(result, "momentum") > shareFitted(result, "small"));
  assert.equal(result.banana.paths[0]?.length, BANANA_UPDATES + 1);
  assert.equal(result.saddles.still, 0);
  const stirred = { ...result, saddles: { ...result.saddles, still: 1e-6 } };
  assert.equal(flatRegionsStudy.checks(stirred).filter(({ holds }) => !holds).length, 1);
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
