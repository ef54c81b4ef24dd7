/** Settings, streams and ways in one queue; the store; what is kept for the process. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { split } from "../datasets/index.js";
import { tf } from "../engine/index.js";
import { holdings } from "../engine/testSupport.js";
import { glorotUniform, type Initializer, mlp, normal } from "../models/index.js";
import { adam, type Hyperparameter, type Optimizer, sgd } from "../optimizers/index.js";
import { Store } from "../store/index.js";
import { releaseTraining } from "./caches.js";
import { heldOutAccuracy } from "./criteria/index.js";
import { hardestFirst } from "./hardestFirst.js";
import type { Run } from "./run.js";
import { cube, quick } from "./testSupport.js";
import { train } from "./train.js";

const counts = (runs: readonly Run[]) => runs.map(({ updatesToCriterion }) => updatesToCriterion);

test("settings in one program are what separate calls are", async () => {
  const settings = [
    { learningRate: 0.1, beta1: 0.9 },
    { learningRate: 0.02, beta1: 0.5 },
  ];
  const make = ({ learningRate, beta1 }: Record<"learningRate" | "beta1", Hyperparameter>) =>
    adam({ learningRate, beta1 });
  const together = await train({
    ...quick,
    optimizer: make,
    settings,
    seeds: 6,
    stateAtSwitch: ["carryOver", "reset"],
  });
  const apart = [];
  for (const setting of settings) {
    const runs = await train({ ...quick, optimizer: make(setting), seeds: 6, stateAtSwitch: ["carryOver", "reset"] });
    apart.push(...runs.map((run) => ({ ...run, setting })));
  }
  assert.deepEqual(together, apart);
  assert.notDeepEqual(counts(together.slice(0, 6)), counts(together.slice(12, 18)));
});

test("streams of different length in one queue are what separate calls are, matrix and all", async () => {
  const streams = [
    split(cube, [[0, 1]]),
    split(cube, [
      [2, 7],
      [0, 1],
      [3, 4],
    ]),
    split(cube, [
      [0, 1],
      [2, 7],
    ]),
  ];
  const settings = { ...quick, seeds: 5, accuracyMatrix: true };
  const together = await train({ ...settings, stream: streams });
  for (const [index, stream] of streams.entries()) {
    const alone = await train({ ...settings, stream });
    assert.deepEqual(
      together.filter((run) => run.stream === index),
      alone.map((run) => ({ ...run, stream: index })),
    );
  }
});

test("streams of one call have the outputs of one model", async () => {
  const narrow = split(cube, [[0, 1]], { head: "domain-incremental" });
  await assert.rejects(train({ ...quick, stream: [quick.stream, narrow] }), /the streams have 8 and 2 outputs/);
});

test("a second experiment of the same shape compiles nothing, and one that differs does", async () => {
  const experiment = (learningRate: number) =>
    train({ ...quick, model: mlp([3, 8, 8]), optimizer: sgd({ learningRate }), criterion: heldOutAccuracy(0.9, 50) });
  await experiment(0.25);
  const after = holdings();
  await experiment(0.25);
  assert.deepEqual(holdings(), after);
  await experiment(0.125);
  assert.notDeepEqual(holdings(), after);
  releaseTraining();
});

test("models that differ in where they start share what is compiled, not their runs", async () => {
  const experiment = (initializer: Initializer) => train({ ...quick, model: mlp([3, 8, 8], { initializer }) });
  const alone = await experiment(glorotUniform);
  releaseTraining();
  const other = await experiment(normal(0.1));
  const after = holdings();
  assert.deepEqual(await experiment(glorotUniform), alone);
  assert.deepEqual(holdings(), after);
  assert.notDeepEqual(counts(other), counts(alone));
  releaseTraining();
});

test("criteria that differ in a threshold share what is compiled, each with its own result", async () => {
  const experiment = (threshold: number) => train({ ...quick, criterion: heldOutAccuracy(threshold, 50) });
  const alone = await experiment(0.8);
  releaseTraining();
  const stricter = await experiment(0.96);
  const after = holdings();
  assert.deepEqual(await experiment(0.8), alone);
  assert.deepEqual(holdings(), after);
  assert.notDeepEqual(counts(stricter), counts(alone));
  releaseTraining();
});

test("an optimizer of which nothing is known is compiled each time, and never taken for another", async () => {
  const unknown = (learningRate: number): Optimizer => ({ ...sgd({ learningRate }) }) as unknown as Optimizer;
  const [slow, quickly] = [
    await train({ ...quick, optimizer: unknown(0.02) }),
    await train({ ...quick, optimizer: unknown(0.2) }),
  ];
  assert.notDeepEqual(counts(slow), counts(quickly));
  assert.deepEqual(counts(quickly), counts(await train({ ...quick, optimizer: sgd({ learningRate: 0.2 }) })));
});

function withStore(use: (store: Store) => Promise<void>) {
  return async () => {
    const folder = mkdtempSync(join(tmpdir(), "momenta-runs-"));
    try {
      await use(new Store(folder));
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
}

test(
  "runs that are kept are not made again, and are the same; fresh makes them again",
  withStore(async (store) => {
    const keep = { store, experiment: "queue", version: 1 };
    const told: number[][] = [];
    const settings = { ...quick, seeds: 10, accuracyMatrix: true, onProgress: (...at: number[]) => told.push(at) };
    const made = await train({ ...settings, keep });
    assert.equal(store.all("queue").runs.length, 10);
    assert.deepEqual(told.at(-1), [10, 0]);
    told.length = 0;
    assert.deepEqual(await train({ ...settings, keep }), made);
    assert.deepEqual(told, [[10, 10]]);
    await train({ ...settings, keep, seeds: 12 });
    assert.deepEqual(told.at(-1), [12, 10]);
    assert.deepEqual(await train({ ...settings, keep: { ...keep, fresh: true } }), made);
    assert.deepEqual(told.at(-1), [10, 0]);
  }),
);

test(
  "anything that determines a run makes another record of it",
  withStore(async (store) => {
    const keep = { store, experiment: "queue", version: 1 };
    const changes = [
      {},
      { batchSize: 4 },
      { maxUpdates: 200 },
      { optimizer: sgd({ learningRate: 0.3 }) },
      { model: mlp([3, 8, 8], { activation: "tanh" }) },
      { criterion: heldOutAccuracy(0.8, 50) },
      { stream: split(cube, [[0, 1]]) },
      {
        stream: split({ ...cube, train: { ...cube.train, inputs: cube.train.inputs.map((x) => x + 1e-6) } }, [[0, 1]]),
      },
      { keep: { ...keep, version: 2 } },
      { stateAtSwitch: "reset" as const },
    ];
    for (const change of changes) await train({ ...quick, keep, seeds: [3], ...change });
    assert.equal(store.all("queue").runs.length, changes.length);
  }),
);

test(
  "what is finished when training is stopped is kept; the rest is made later",
  withStore(async (store) => {
    const keep = { store, experiment: "queue", version: 1 };
    const settings = { ...quick, seeds: 20, keep };
    const stop = new Error("stop");
    const onProgress = (runs: number) => {
      if (runs >= 8) throw stop;
    };
    await assert.rejects(train({ ...settings, onProgress }), stop);
    const kept = store.all("queue").runs.length;
    assert.ok(kept >= 8 && kept < 20, `${kept} runs kept`);
    let first: number[] | undefined;
    const resumed = await train({
      ...settings,
      onProgress: (...at) => {
        first ??= at;
      },
    });
    assert.deepEqual(first, [kept, kept]);
    assert.deepEqual(resumed, await train({ ...quick, seeds: 20 }));
  }),
);

test(
  "runs of a model of which nothing is known are not kept, and the error says what to do",
  withStore(async (store) => {
    const keep = { store, experiment: "queue", version: 1 };
    await assert.rejects(
      train({ ...quick, model: { ...quick.model }, keep }),
      /runs cannot be kept, since nobody knows what the model "MLP 3-8-8" was made of; say it with `configured/,
    );
  }),
);

test("held-out examples lie hardest first: by their distance to the nearest other mean less that to their own", () => {
  const inputs = (rows: number[][]) => tf.tensor2d(rows);
  const train = {
    inputs: inputs([
      [0, 0],
      [0, 2],
      [10, 0],
      [10, 2],
    ]),
    classes: Int32Array.of(3, 3, 5, 5),
  };
  const held = {
    inputs: inputs([
      [1, 1],
      [6, 1],
      [9, 0],
      [4, 1],
    ]),
    classes: Int32Array.of(3, 3, 5, 5),
  };
  // Margins: 81 − 1, 16 − 36, 82 − 2, 16 − 36 of the other kind: two are nearer to the wrong mean, ties in their order.
  assert.deepEqual([...hardestFirst(train, held)], [1, 3, 0, 2]);
  const single = { inputs: inputs([[0, 0]]), classes: Int32Array.of(1) };
  assert.deepEqual(
    [
      ...hardestFirst(single, {
        inputs: inputs([
          [5, 5],
          [0, 0],
        ]),
        classes: Int32Array.of(1, 1),
      }),
    ],
    [0, 1],
  );
});
