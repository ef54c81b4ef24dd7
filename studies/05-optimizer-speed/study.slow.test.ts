import assert from "node:assert/strict";
import { test } from "node:test";
import { mean } from "momenta/statistics";
import { orderOf } from "./measure/order.js";
import type { RateSpeed } from "./measure/speed.js";
import type { OptimizerSpeed } from "./result.js";
import { optimizerSpeed } from "./study.js";

const names = ["SGD + momentum", "SGD", "Adam", "RMSProp", "Adadelta"];

test("methods in the published order; the best rate is the fastest of the search, run again on fresh seeds", async () => {
  const { methods, biasCorrectedAdam } = await optimizerSpeed.run(
    {
      ...{ seeds: 2, hidden: [12], criterion: 0.8, batchSize: 16, maxUpdates: 60, maxUpdatesOfSearch: 60 },
      ...{ secondTasks: [[3, 4]], rateFactors: [1, 4] },
    },
    { store: null, compiler: "graph" },
  );
  assert.deepEqual(
    methods.map(({ optimizer }) => optimizer),
    names,
  );
  assert.equal(biasCorrectedAdam.length, 1);
  for (const { published, search, best } of methods) {
    assert.deepEqual(
      search.map(({ learningRate }) => learningRate),
      [1, 4].map((factor) => factor * (published[0]?.learningRate ?? 0)),
    );
    // The same seeds with the same rate, as a number and as one value for each lane.
    assert.deepEqual(search[0]?.updates, published[0]?.updates);
    const sound = search.filter(({ givenUp }) => givenUp === 0);
    const fewest = Math.min(...(sound.length > 0 ? sound : search).map(({ updates }) => mean(updates)));
    assert.equal(mean(search.find(({ learningRate }) => learningRate === best.learningRate)?.updates ?? []), fewest);
    assert.equal(best.updates.length, 2);
  }
});

/** A result with these mean updates, in the published order. */
function resultWith(means: readonly number[], best = means): OptimizerSpeed {
  const rate = (learningRate: number, centre: number): RateSpeed => ({
    learningRate,
    updates: [-1, 0, 1, 2].map((noise, seed) => centre + noise + 0.1 * seed),
    givenUp: 0,
  });
  return {
    options: { ...optimizerSpeed.defaults, seeds: 4, secondTasks: [[3, 4]] },
    methods: names.map((optimizer, at) => ({
      optimizer,
      published: [rate(0.1, means[at] as number)],
      search: [rate(0.1, means[at] as number), rate(0.2, best[at] as number)],
      best: rate(0.2, best[at] as number),
    })),
    biasCorrectedAdam: [rate(0.001, 33)],
  };
}

test("the claims follow the order that is found: agrees, depends, disagrees", () => {
  const published = resultWith([50, 40, 30, 20, 10]);
  assert.equal(optimizerSpeed.agreement(published), "agrees");
  assert.match(optimizerSpeed.answer(published), /τ with the published order 1\.00 ± 0\.00 on \[3, 4\]/);
  assert.equal(optimizerSpeed.agreement(resultWith([40, 50, 30, 20, 10])), "depends");
  assert.equal(optimizerSpeed.agreement(resultWith([10, 20, 30, 40, 50])), "disagrees");
});

test("the first moment is judged pair by pair, with the published and with the best rates", () => {
  const statements = optimizerSpeed.claims(resultWith([50, 40, 30, 20, 10], [40, 50, 20, 30, 10]));
  assert.deepEqual(
    statements.flatMap(({ kind, words, verdict }) => (words.includes("more updates") ? [`${kind} ${verdict}`] : [])),
    ["claim holds", "claim holds", "question fails", "question fails"],
  );
});

const noise = [0, 1, -1, 2, -2];
const around = (centre: number, size = 1) => noise.map((value, at) => centre + size * value + 0.01 * at);

test("an order as published: τ is 1 in every sample, and every neighbour is slower", () => {
  const order = orderOf([around(50), around(40), around(30), around(20), around(10)]);
  assert.deepEqual(order.places, [1, 2, 3, 4, 5]);
  assert.deepEqual(order.correlation, { estimate: 1, lower: 1, upper: 1 });
  assert.equal(order.exactly, 1);
  for (const { difference, pValue } of order.neighbours) {
    assert.ok(Math.abs(difference.estimate - 10) < 1e-9);
    assert.ok(pValue < 0.001);
  }
});

test("the opposite order has τ −1; two methods exchanged cost a fifth of the pairs", () => {
  const reversed = orderOf([around(10), around(20), around(30), around(40), around(50)]);
  assert.equal(reversed.correlation.estimate, -1);
  assert.equal(reversed.exactly, 0);
  const exchanged = orderOf([around(40), around(50), around(30), around(20), around(10)]);
  assert.ok(Math.abs(exchanged.correlation.estimate - 0.8) < 1e-12);
  assert.deepEqual(exchanged.places, [2, 1, 3, 4, 5]);
  assert.ok((exchanged.neighbours[0]?.difference.upper ?? 0) < 0);
});

test("methods that cannot be told apart: the order changes from sample to sample", () => {
  const order = orderOf([around(20, 5), around(20.5, -5), around(10), around(5), around(1)]);
  assert.ok(order.exactly > 0.05 && order.exactly < 0.95);
  assert.ok(order.correlation.lower < 1 && order.correlation.upper === 1);
  assert.ok((order.neighbours[0]?.pValue ?? 0) > 0.5);
});
