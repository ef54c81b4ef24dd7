import assert from "node:assert/strict";
import { test } from "node:test";
import type { SecondTask } from "../common/secondTask/index.js";
import { decay, madeUp, riseAndDecay } from "../common/secondTask/testSupport.js";
import { momentumSlowStartStudy, slowStartLosses, slowStartTable, slowStartUpdates } from "./index.js";

const { verdict, checks, figures } = momentumSlowStartStudy;

/** SGD decays from 1; momentum as given; updates to criterion as given, one more in every second of `seeds` runs. */
function result(momentum: readonly number[], [sgd, carried, reset, warm]: readonly number[], seeds = 6): SecondTask {
  const method = (optimizer: string, values: readonly number[], learned: number | undefined, noise: number) => ({
    optimizer,
    secondTask: Array.from({ length: seeds }, (_, seed) => (learned as number) + noise * (seed % 2)),
    quantities: { updateNorm: () => values },
  });
  return madeUp(
    {
      SGD: method("SGD", decay(40), sgd, 0),
      "momentum, carried over": method("SGD + momentum", momentum, carried, 1),
      "momentum, reset": method("SGD + momentum", momentum, reset, 0),
      "momentum, full speed": method("SGD + momentum", decay(40), warm, 0),
    },
    seeds,
  );
}

test("a rise to a maximum that costs updates agrees where a reset cures it, depends where it does not", () => {
  assert.equal(verdict(result(riseAndDecay(40), [30, 40, 30, 30])).answer, "agrees");
  assert.equal(verdict(result(riseAndDecay(40), [30, 40, 40.5, 30])).answer, "depends");
  assert.equal(verdict(result(riseAndDecay(40), [50, 40, 30, 30])).answer, "depends");
});

test("without a rise it disagrees", () => {
  const half = decay(40).map((value) => value / 2);
  const flat = result(half, [30, 40, 30, 30]);
  assert.equal(verdict(flat).answer, "disagrees");
  assert.deepEqual(
    checks(flat).map(({ holds }) => holds),
    [false, false, true, true, true, true],
  );
});

test("the updates lost are paired by seed", () => {
  const { rows } = slowStartLosses(result(riseAndDecay(40), [30, 40, 35, 45]));
  const estimates = rows.map((row) => (row[3] as { estimate: number }).estimate);
  assert.deepEqual(estimates, [5.5, -4.5, 10.5]);
});

test("figures and tables have every method in every layer, and one seed makes no NaN", () => {
  const single = result(riseAndDecay(40), [30, 40, 35, 45], 1);
  assert.equal(slowStartTable(single).rows.length, 12);
  assert.equal(slowStartUpdates(single).rows.length, 4);
  const [all, zoom] = figures(single);
  assert.equal(all?.figure.numbers.length, 18);
  assert.equal(zoom?.figure.numbers.length, 20);
  assert.ok(figures(single).every(({ figure }) => !/NaN/.test(JSON.stringify(figure.plot.layout) + figure)));
});
