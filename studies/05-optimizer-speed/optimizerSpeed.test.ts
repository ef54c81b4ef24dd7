import assert from "node:assert/strict";
import { test } from "node:test";
import { mean } from "momenta/statistics";
import { type OptimizerSpeed, optimizerSpeed, optimizerSpeedDefaults, type RateSpeed } from "./optimizerSpeed.js";
import { ratesFigure, speedChecks, speedDifferences, speedFigure, speedTable, speedVerdict } from "./report.js";

const small = { seeds: 2, hidden: [12], criterion: 0.8, batchSize: 16, maxUpdates: 60, maxUpdatesOfSearch: 60 };
const order = ["SGD + momentum", "SGD", "Adam", "RMSProp", "Adadelta"];

test("methods in the published order; the best rate is the fastest of the search, run again on fresh seeds", async () => {
  const options = { ...small, secondTasks: [[3, 4]], rateFactors: [1, 4] };
  const { methods, biasCorrectedAdam } = await optimizerSpeed(options, { store: null, compiler: "graph" });
  assert.deepEqual(
    methods.map(({ optimizer }) => optimizer),
    order,
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

test("options out of their range are named", async () => {
  const refused = (options: object, message: RegExp) =>
    assert.rejects(optimizerSpeed({ ...small, ...options }, { store: null, compiler: "graph" }), message);
  await refused({ secondTasks: [] }, /^RangeError: secondTasks is empty/);
  await refused({ rateFactors: [] }, /^RangeError: rateFactors is empty/);
  await refused({ seeds: 1 }, /^RangeError: seeds is 1; give at least 2/);
  await refused({ criterion: 2 }, /^RangeError: criterion is 2/);
});

/** A result with these mean updates, in the published order. */
function resultOf(means: readonly number[], best = means): OptimizerSpeed {
  const rate = (learningRate: number, centre: number): RateSpeed => ({
    learningRate,
    updates: [-1, 0, 1, 2].map((noise, seed) => centre + noise + 0.1 * seed),
    givenUp: 0,
  });
  return {
    options: { ...optimizerSpeedDefaults, seeds: 4, secondTasks: [[3, 4]] },
    methods: order.map((optimizer, at) => ({
      optimizer,
      published: [rate(0.1, means[at] as number)],
      search: [rate(0.1, means[at] as number), rate(0.2, best[at] as number)],
      best: rate(0.2, best[at] as number),
    })),
    biasCorrectedAdam: [rate(0.001, 33)],
  };
}

test("the verdict follows the order: agrees, depends, disagrees", () => {
  assert.equal(speedVerdict(resultOf([50, 40, 30, 20, 10])).answer, "agrees");
  assert.match(
    speedVerdict(resultOf([50, 40, 30, 20, 10])).ours,
    /τ with the published order 1\.00 ± 0\.00 on \[3, 4\]/,
  );
  assert.equal(speedVerdict(resultOf([40, 50, 30, 20, 10])).answer, "depends");
  assert.equal(speedVerdict(resultOf([10, 20, 30, 40, 50])).answer, "disagrees");
});

test("the claim about the first moment is tested pair by pair, with the published and with the best rates", () => {
  const claims = speedChecks(resultOf([50, 40, 30, 20, 10], [40, 50, 20, 30, 10])).filter(({ claim }) =>
    claim.includes("first moment"),
  );
  assert.deepEqual(
    claims.map(({ holds }) => holds),
    [true, false, true, false],
  );
});

test("tables and figures have every method, and Adam's other form", () => {
  const result = resultOf([50, 40, 30, 20, 10]);
  assert.deepEqual(
    speedTable(result).rows.map(([name, published, , ours]) => [name, published, ours]),
    [...order.map((name, at) => [name, at + 1, at + 1]), ["Adam, bias-corrected", undefined, undefined]],
  );
  assert.deepEqual(
    speedDifferences(result).rows.map(([pair]) => pair),
    order.slice(1).map((faster, at) => `${order[at]} − ${faster}`),
  );
  assert.equal(speedFigure(result).numbers.length, 10);
  assert.equal(ratesFigure(result).numbers.length, 5);
});
