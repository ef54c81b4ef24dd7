import assert from "node:assert/strict";
import { test } from "node:test";
import { round } from "../../core/index.js";
import { factorsOf, networksOf, type OpenChoices } from "./openChoices.js";
import { shareOf } from "./share.js";
import { groupsOf, sharesByFactor, strongestFactor } from "./sharesByFactor.js";

const choices: OpenChoices = {
  criteria: [0.9, 0.98],
  batchSizes: [16],
  widths: [25, 100],
  activations: ["relu", "tanh"],
  initializers: ["fanInUniform", "normal"],
  tasks: [[[1, 2]], [[3, 4]], [[5, 6]]],
};
const networks = networksOf(choices);
const entries = networks.flatMap((network) => choices.tasks.map((_, tasks) => ({ setting: { ...network, tasks } })));
const factors = factorsOf(choices, (tasks) => tasks.join(" "));

test("every combination once, those that differ in their initial weights beside each other", () => {
  assert.equal(networks.length, 16);
  assert.equal(new Set(networks.map((network) => JSON.stringify(network))).size, 16);
  for (let place = 0; place < 16; place += 2) {
    const [first, second] = networks.slice(place, place + 2);
    assert.deepEqual({ ...first, initializer: "normal" }, second);
  }
});

test("shares in all, and for each level of each factor", () => {
  const found = sharesByFactor(entries, factors, ({ setting }) => setting.width === 25 && setting.tasks !== 1);
  const [all, ...levels] = found.map(({ count, of }) => `${count}/${of}`);
  assert.equal(all, "16/48");
  assert.deepEqual(levels, "8/24 8/24 16/48 16/24 0/24 8/24 8/24 8/24 8/24 8/16 0/16 8/16".split(" "));
  assert.equal(groupsOf(factors).flatMap((group) => group.levels).length, found.length);
  assert.equal(strongestFactor(found, factors), "width: 100 0 %, 25 67 %");
  const everywhere = sharesByFactor(entries, factors, () => true);
  assert.equal(strongestFactor(everywhere, factors), "nothing");
});

test("Wilson's interval", () => {
  // From the formula by hand; for none of ten the upper end is z² / (10 + z²).
  const holds = (count: number) => Array.from({ length: 10 }, (_, index) => index < count);
  const close = (value: number, expected: number) => assert.ok(Math.abs(value - expected) < 1e-4, `${value}`);
  const { estimate, lower, upper } = shareOf(holds(8));
  assert.equal(estimate, 0.8);
  close(lower, 0.4902);
  close(upper, 0.9433);
  assert.equal(shareOf(holds(0)).lower, 0);
  close(shareOf(holds(0)).upper, 0.2775);
  assert.throws(() => shareOf([]), /^RangeError: shareOf: there is nothing to count/);
});

test("rounding keeps significant digits, and infinity", () => {
  assert.deepEqual(
    [round(123456), round(-0.00123456), round(Number.NEGATIVE_INFINITY)],
    [123500, -0.001235, -Infinity],
  );
});
