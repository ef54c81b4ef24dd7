import assert from "node:assert/strict";
import { test } from "node:test";
import type { SecondTask } from "../common/index.js";
import { decay, madeUp, riseAndDecay } from "../common/secondTask/testSupport.js";
import { momentumSlowStart } from "./study.js";

const { claims, agreement, figures, tables } = momentumSlowStart;

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
  assert.equal(agreement(result(riseAndDecay(40), [30, 40, 30, 30])), "agrees");
  assert.equal(agreement(result(riseAndDecay(40), [30, 40, 40.5, 30])), "depends");
  assert.equal(agreement(result(riseAndDecay(40), [50, 40, 30, 30])), "depends");
});

test("each claim and question has its own verdict", () => {
  const verdicts = (made: SecondTask) => claims(made).map(({ verdict }) => verdict);
  const half = decay(40).map((value) => value / 2);
  const withoutRise = ["fails", "fails", "holds", "holds", "holds", "holds"];
  assert.deepEqual(verdicts(result(half, [30, 40, 30, 30])), withoutRise);
  const cured = ["holds", "holds", "fails", "undecided", "holds", "fails"];
  assert.deepEqual(verdicts(result(riseAndDecay(40), [50, 40, 40.5, 45])), cured);
});

test("the updates lost are paired by seed", () => {
  const { rows } = tables.losses(result(riseAndDecay(40), [30, 40, 35, 45]));
  const estimates = rows.map((row) => (row[3] as { estimate: number }).estimate);
  assert.deepEqual(estimates, [5.5, -4.5, 10.5]);
});

test("figures and tables have every method in every layer, and one seed makes no NaN", () => {
  const single = result(riseAndDecay(40), [30, 40, 35, 45], 1);
  assert.equal(tables.shapes(single).rows.length, 12);
  assert.equal(tables.updates(single).rows.length, 4);
  assert.equal(figures.main(single).numbers.length, 18);
  assert.equal(figures.zoom(single).numbers.length, 20);
  for (const draw of Object.values(figures)) {
    const figure = draw(single);
    assert.doesNotMatch(JSON.stringify(figure.plot.layout) + figure, /NaN/);
  }
});
