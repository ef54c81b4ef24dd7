import assert from "node:assert/strict";
import { test } from "node:test";
import { round } from "../../core/index.js";
import { networksOf, type OpenChoices, type OpenSetting } from "./choices.js";
import { factorsOf, groupsOf, sharesByFactor, strongestFactor } from "./factors.js";
import { shareInWords, verdictOver } from "./share.js";

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
  const holds = ({ setting }: { readonly setting: OpenSetting }) => setting.width === 25 && setting.tasks !== 1;
  const found = sharesByFactor(entries, factors, holds);
  const [all, ...levels] = found.map(({ count, of }) => `${count}/${of}`);
  assert.equal(all, "16/48");
  assert.deepEqual(levels, "8/24 8/24 16/48 16/24 0/24 8/24 8/24 8/24 8/24 8/16 0/16 8/16".split(" "));
  assert.equal(groupsOf(factors).flatMap((group) => group.levels).length, found.length);
  assert.equal(strongestFactor(entries, factors, holds), "width: 100 0 %, 25 67 %");
  assert.equal(
    strongestFactor(entries, factors, () => true),
    "nothing",
  );
});

test("a claim holds or fails in nearly all settings, or depends on them", () => {
  const verdicts = [0, 5, 6, 94, 95, 100].map((count) => verdictOver({ count, of: 100 }));
  const conditional = "holds if the setting favours it";
  assert.deepEqual(verdicts, ["fails", "fails", conditional, conditional, "holds", "holds"]);
  assert.equal(verdictOver({ count: 0, of: 0 }), "undecided");
  assert.equal(shareInWords({ count: 175, of: 240 }), "73 % (175 of 240)");
});

test("rounding keeps significant digits, and infinity", () => {
  assert.deepEqual(
    [round(123456), round(-0.00123456), round(Number.NEGATIVE_INFINITY)],
    [123500, -0.001235, -Infinity],
  );
});
