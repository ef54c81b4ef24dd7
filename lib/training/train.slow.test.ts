import assert from "node:assert/strict";
import { test } from "node:test";
import type { Scalar, Tensor, Tensor1D } from "@tensorflow/tfjs";
import { inputTable, splitMnist } from "../datasets/index.js";
import { gradients, type TensorTree, tf, tidy } from "../engine/index.js";
import { holdings } from "../engine/testSupport.js";
import { accuracy, type Model, mlp, softmaxCrossEntropy } from "../models/index.js";
import { applyUpdates, notes, type Optimizer, sgd } from "../optimizers/index.js";
import { Batches, exampleOrder } from "./batches.js";
import { releaseTraining } from "./caches.js";
import { heldOutAccuracy } from "./criteria/index.js";
import type { TrainOptions } from "./options.js";
import type { Run, StateAtSwitch } from "./run.js";
import { train } from "./train.js";

const momentum = sgd({ learningRate: 0.02, momentum: 0.9 });
const stream = splitMnist([
  [1, 2],
  [3, 4],
  [1, 2],
]);
const small = {
  model: mlp([784, 12, 10]),
  optimizer: momentum,
  stream,
  criterion: heldOutAccuracy(0.9, 100),
  stateAtSwitch: "carryOver",
  seeds: 1,
  batchSize: 16,
  maxUpdates: 300,
} as const;

/** SGD with a rate in proportion to the loss. */
const lossSgd: Optimizer = {
  name: "loss SGD",
  init: () => ({}),
  update: (gradients, _, params, loss) =>
    sgd({ learningRate: tf.mul<Tensor1D>(loss as Tensor1D, 0.02) }).update(gradients, {}, params),
};

/** Trains with the settings of `small` but for some. */
function run(options: Partial<TrainOptions<never, never>> = {}): Promise<Run[]> {
  return train({ ...small, ...options } as unknown as TrainOptions<TensorTree, never>);
}

/** The same in plain JavaScript, one run, op by op. */
function reference(seed: number, stateAtSwitch: StateAtSwitch, optimizer: Optimizer, maxUpdates: number) {
  const { batchSize } = small;
  const [threshold, examples] = [0.9, 100];
  const model = small.model as unknown as Model;
  const { tasks } = stream;
  let params = model.init([seed]);
  let state = optimizer.init(params);
  const reached: boolean[] = [];
  const updatesToCriterion = tasks.map(({ dataset, train: indices, test: heldOut }, phase) => {
    if (stateAtSwitch === "reset") state = optimizer.init(params);
    const order = new Batches(exampleOrder(indices, seed, phase), batchSize, 1);
    const pick = (part: "train" | "test", indices: Int32Array) => ({
      images: inputTable(dataset[part], indices),
      labels: tf.tensor1d(
        indices.map((index) => dataset[part].labels[index] as number),
        "int32",
      ),
    });
    const { images, labels } = pick("test", heldOut.subarray(0, examples));
    const learned = () => {
      const right = tidy(() => accuracy(model.apply(params, images), labels)).dataSync()[0] as number;
      return Math.round(right * examples) >= Math.round(threshold * examples);
    };
    let updates = 0;
    while (!learned() && updates < maxUpdates) {
      [params, state] = tidy(() => {
        const batch = pick("train", order.from(updates));
        const labels = tf.cast(tf.oneHot(batch.labels, dataset.classes), "float32");
        const loss = (at: TensorTree) => softmaxCrossEntropy(model.apply(at, batch.images), labels) as Tensor1D;
        const gradient = gradients((at) => tf.sum(loss(at)) as Scalar, params);
        const [change, next] = optimizer.update(gradient, state, params, loss(params));
        return [applyUpdates(params, change), next];
      });
      updates += 1;
    }
    reached.push(learned());
    return updates;
  });
  return {
    seed,
    optimizer: optimizer.name,
    stateAtSwitch,
    setting: {},
    stream: 0,
    updatesToCriterion,
    reached,
    notFinite: null,
    accuracyMatrix: null,
    parameters: null,
    probes: {},
  };
}

for (const [name, optimizer] of [
  ["SGD", sgd({ learningRate: 0.05 })],
  ["SGD by the loss", lossSgd],
  ["momentum", momentum],
  ["Adam", notes.adam({ learningRate: 0.001 })],
] as const) {
  test(`${name}: updates are counted exactly as a plain loop counts them, state carried over and reset`, async () => {
    const ways = ["carryOver", "reset"] as const;
    const runs = await run({ optimizer: optimizer as never, stateAtSwitch: ways });
    const expected = tidy(() => ways.map((way) => reference(1, way, optimizer as unknown as Optimizer, 300)));
    assert.deepEqual(runs, expected);
    const counts = expected.map(({ updatesToCriterion }) => updatesToCriterion.slice(1).join());
    assert.ok(Math.min(...expected.map(({ updatesToCriterion: [first] }) => first as number)) > 3);
    assert.equal(counts[0] === counts[1], name.startsWith("SGD"), "without state there is nothing to reset");
  });
}

test("a list of optimizers: what each gives alone, in their order", async () => {
  const optimizers = [momentum, sgd({ learningRate: 0.05 })];
  const together = await run({ optimizer: optimizers as never, seeds: [3, 4] });
  const alone = [];
  for (const optimizer of optimizers) alone.push(...(await run({ optimizer: optimizer as never, seeds: [3, 4] })));
  assert.deepEqual(together, alone);
  assert.deepEqual(
    together.map(({ optimizer }) => optimizer),
    [momentum, momentum, optimizers[1], optimizers[1]].map((optimizer) => optimizer?.name),
  );
});

test("a task that is not learned is given up after maxUpdates, and the run goes on", async () => {
  const [found] = await run({ maxUpdates: 4, seeds: [3] });
  const expected = tidy(() => reference(3, "carryOver", momentum as unknown as Optimizer, 4));
  assert.deepEqual(found, expected);
  assert.deepEqual([found?.updatesToCriterion[0], found?.reached[0]], [4, false]);
});

test("a criterion that is met from the start takes 0 updates", async () => {
  const [found] = await run({ stream: splitMnist([[1], [1]]) });
  assert.ok((found?.updatesToCriterion[0] as number) > 0);
  assert.equal(found?.updatesToCriterion[1], 0);
  assert.deepEqual(found?.reached, [true, true]);
});

test("runs: alone, among 25 in refilled lanes, in another order and twice, always the same", async () => {
  const seeds = Array.from({ length: 25 }, (_, index) => index + 1);
  const all = await run({ seeds: 25 });
  assert.deepEqual(
    all.map(({ seed }) => seed),
    seeds,
  );
  assert.ok(new Set(all.map(({ updatesToCriterion }) => updatesToCriterion.join())).size > 15);
  assert.deepEqual(await run({ seeds: 25 }), all);
  assert.deepEqual(await run({ seeds: [...seeds].reverse() }), [...all].reverse());
  for (const seed of [1, 9, 17, 25]) assert.deepEqual(await run({ seeds: [seed] }), [all[seed - 1]]);
});

test("a run that diverges is not finite, and harms neither its neighbours nor the next run in its lane", async () => {
  const alone = await run({ seeds: 10, maxUpdates: 60 });
  // Of the eight lanes the first and the third blow up in their first run.
  const initial = small.model.init;
  const model = {
    ...small.model,
    init: (seeds: readonly number[]) =>
      tidy(() => {
        const params = initial(seeds);
        const scale = tf.tensor3d(
          seeds.map((seed) => (seed > 100 ? 1e30 : 1)),
          [seeds.length, 1, 1],
        );
        return Object.fromEntries(
          Object.entries(params).map(([name, { kernel, bias }]) => [name, { kernel: tf.mul(kernel, scale), bias }]),
        );
      }),
  };
  const seeds = [101, 1, 102, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  const mixed = await run({ seeds, model: model as never, maxUpdates: 60 });
  assert.deepEqual(
    mixed.filter(({ seed }) => seed > 100).map(({ notFinite, reached }) => [notFinite, reached.includes(true)]),
    Array<unknown>(2).fill([{ quantity: "gradient", parameter: "layer1.kernel", phase: 0, update: 1 }, false]),
  );
  assert.deepEqual(
    mixed.filter(({ seed }) => seed < 100),
    alone,
  );
  const [diverged] = await run({ optimizer: sgd({ learningRate: 1e30 }) as never, maxUpdates: 10 });
  assert.equal(diverged?.notFinite?.phase, 0);
  assert.deepEqual(diverged?.reached, [false, false, false]);
});

test("the event loop runs between chunks, progress counts up to the number of runs, and nothing is left", async () => {
  await run();
  releaseTraining();
  const before = holdings();
  let turns = 0;
  let running = true;
  const turn = () => {
    turns += 1;
    if (running) setImmediate(turn);
  };
  setImmediate(turn);
  const progress: number[] = [];
  await run({ seeds: 12, maxUpdates: 40, onProgress: (runs) => progress.push(runs) });
  running = false;
  assert.ok(progress.length > 3);
  assert.ok(turns >= progress.length - 1, `${turns} turns in ${progress.length} chunks`);
  assert.deepEqual(
    progress,
    [...progress].sort((a, b) => a - b),
  );
  assert.equal(progress.at(-1), 12);
  releaseTraining();
  assert.deepEqual(holdings(), before);
});

test("options out of their range are named, and an error on the way leaves nothing behind", async () => {
  releaseTraining();
  const before = holdings();
  const refused = (options: Partial<TrainOptions<never, never>>, message: RegExp) =>
    assert.rejects(run(options), (error: Error) => error instanceof RangeError && message.test(error.message));
  await refused({ seeds: 0 }, /^train: seeds is 0; give how many, at least 1/);
  await refused({ seeds: [] }, /^train: seeds is \[\]; give/);
  await refused({ batchSize: 0 }, /^train: batchSize is 0; give/);
  await refused({ maxUpdates: 0.5 }, /^train: maxUpdates is 0\.5; give/);
  await refused({ criterion: heldOutAccuracy(0.9, 2168) }, /asks for 2168 held-out examples; task \[1, 2\] .* 2167/);
  await assert.rejects(run({ seeds: [-1] }), /seeds is \[-1\]/);
  const interrupt = new Error("interrupted");
  const onProgress = () => {
    throw interrupt;
  };
  await assert.rejects(run({ onProgress }), interrupt);
  const unable = { ...small.model, apply: (_: TensorTree, x: Tensor) => x };
  await assert.rejects(run({ model: unable as never }), /model MLP 784-12-10 has 784 outputs, the stream 10; give/);
  releaseTraining();
  assert.deepEqual(holdings(), before);
});
