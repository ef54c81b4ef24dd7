import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { Scalar, Tensor1D } from "@tensorflow/tfjs";
import { inputTable, joint, regression, split, type Task } from "../datasets/index.js";
import { gradients, type TensorTree, tf, tidy } from "../engine/index.js";
import { holdings } from "../engine/testSupport.js";
import { accuracy, linear, type Model, softmaxCrossEntropy, squaredError } from "../models/index.js";
import { applyUpdates, type Optimizer } from "../optimizers/index.js";
import { Store } from "../store/index.js";
import { Batches, exampleOrder } from "./batches.js";
import { releaseTraining } from "./caches.js";
import type { Checkpoints } from "./checkpoints.js";
import { fixedUpdates } from "./criteria/index.js";
import { unitsOf } from "./exampleTable.js";
import { batchLoss } from "./probes/index.js";
import type { Checkpoint, Run } from "./run.js";
import { cube, quick } from "./testSupport.js";
import { train } from "./train.js";

const everything = joint(split(cube, [[0, 1], [2, 7], [3]]));
const checkpoints: Checkpoints = { every: 4, sets: { train: "train", test: "test", joint: everything }, examples: 60 };
const settings = { ...quick, criterion: fixedUpdates(10), checkpoints };

/** Loss and accuracy on the first 60 examples of a part of a task, op by op. */
function evaluate(params: TensorTree, task: Task, part: "train" | "test"): { loss: number; accuracy: number } {
  return tidy(() => {
    const indices = task[part].subarray(0, 60);
    const labels = tf.tensor1d(unitsOf(task, part, indices), "int32");
    const logits = (quick.model as unknown as Model).apply(params, inputTable(task.dataset[part], indices));
    const oneHot = tf.cast(tf.oneHot(labels, quick.stream.outputs), "float32");
    return {
      loss: softmaxCrossEntropy(logits, oneHot).dataSync()[0] as number,
      accuracy: accuracy(logits, labels).dataSync()[0] as number,
    };
  });
}

/** The checkpoints of one seed, by a plain loop. */
function byHand(seed: number): Checkpoint[][] {
  const optimizer = quick.optimizer as unknown as Optimizer;
  const model = quick.model as unknown as Model;
  let params = model.init([seed]);
  const state = optimizer.init(params);
  return quick.stream.tasks.map((task, phase) => {
    const order = new Batches(exampleOrder(task.train, seed, phase), quick.batchSize, 1);
    const found: Checkpoint[] = [];
    for (let updates = 0; updates <= 10; updates++) {
      const sets = { train: [task, "train"], test: [task, "test"], joint: [everything, "test"] } as const;
      if (updates % 4 === 0) {
        const evaluations = Object.entries(sets).map(([name, [of, part]]) => [name, evaluate(params, of, part)]);
        found.push({ updates, evaluations: Object.fromEntries(evaluations) });
      }
      if (updates === 10) break;
      params = tidy(() => {
        const batch = order.from(updates);
        const labels = tf.cast(tf.oneHot(tf.tensor1d(unitsOf(task, "train", batch), "int32"), 8), "float32");
        const inputs = inputTable(task.dataset.train, batch);
        const loss = (at: TensorTree) => softmaxCrossEntropy(model.apply(at, inputs), labels) as Tensor1D;
        const slope = gradients((at) => tf.sum(loss(at)) as Scalar, params);
        return applyUpdates(params, optimizer.update(slope, state, params)[0]);
      });
    }
    return found;
  });
}

function assertAlike(found: Run["checkpoints"], expected: readonly (readonly Checkpoint[])[]): void {
  assert.deepEqual(
    found?.map((phase) => phase.map(({ updates }) => updates)),
    expected.map((phase) => phase.map(({ updates }) => updates)),
  );
  const values = (of: readonly (readonly Checkpoint[])[]) =>
    of.flat().flatMap(({ evaluations }) => Object.entries(evaluations).map(([name, value]) => ({ name, ...value })));
  values(found ?? []).forEach((value, at) => {
    const wanted = values(expected)[at];
    assert.equal(value.name, wanted?.name);
    assert.ok(Math.abs(value.loss - (wanted?.loss ?? 0)) < 1e-5, `${value.loss}, not ${wanted?.loss}`);
    assert.ok(Math.abs((value.accuracy ?? 0) - (wanted?.accuracy ?? 1)) < 1e-6);
  });
}

test("they are what a plain loop finds: before the first update of each task, and every four", async () => {
  for (const { seed, checkpoints: found } of await train(settings)) {
    assert.deepEqual(
      found?.map((phase) => phase.map(({ updates }) => updates)),
      [0, 1, 2].map(() => [0, 4, 8]),
    );
    assertAlike(
      found,
      tidy(() => byHand(seed)),
    );
  }
});

test("with or without them a run is the same; alone, in company and in refilled lanes they are the same", async () => {
  const ownPace = { ...quick, seeds: 12, probes: [batchLoss()], parameters: true };
  const all = await train({ ...ownPace, checkpoints });
  assert.ok(new Set(all.map(({ updatesToCriterion }) => updatesToCriterion.join())).size > 4);
  const without = await train(ownPace);
  assert.deepEqual(
    all.map(({ checkpoints: _, ...run }) => run),
    without,
  );
  assert.ok(without.every((run) => !("checkpoints" in run)));
  for (const seed of [2, 11]) {
    assert.deepEqual(await train({ ...ownPace, checkpoints, seeds: [seed] }), [all[seed - 1]]);
  }
  for (const { updatesToCriterion, checkpoints: found } of all) {
    assert.deepEqual(
      found?.map((phase) => phase.length),
      updatesToCriterion.map((updates) => 1 + Math.floor(updates / 4)),
    );
  }
});

test("a list of updates: only there, and the last one is of the parameters that a run ends with", async () => {
  const stream = split(cube, [[0, 1]]);
  const at = [1, 2, 10];
  const options = { ...settings, stream, seeds: 1, parameters: true };
  const [run] = await train({ ...options, checkpoints: { at, sets: { test: "test" }, examples: 60 } });
  const found = run?.checkpoints?.[0] ?? [];
  assert.deepEqual(
    found.map(({ updates }) => updates),
    at,
  );
  const expected = tidy(() => {
    const layers = Object.entries((run?.parameters?.[0] ?? {}) as Record<string, Record<string, Float32Array>>);
    const params = layers.map(([name, { kernel = [], bias = [] }]) => [
      name,
      { kernel: tf.reshape(kernel, [1, -1, bias.length]), bias: tf.reshape(bias, [1, 1, -1]) },
    ]);
    return evaluate(Object.fromEntries(params), stream.tasks[0] as Task, "test");
  });
  const { loss, accuracy: right } = found.at(-1)?.evaluations.test ?? { loss: 0 };
  assert.ok(Math.abs(loss - expected.loss) < 1e-5 && Math.abs((right ?? 0) - expected.accuracy) < 1e-6);
});

test("of regression: the loss, on what is learned the one that the update is made of", async () => {
  const inputs = [[0], [1], [2], [4]];
  const line = regression("line", { inputs, targets: [[1], [3], [5], [9]] }, { inputs: [[3]], targets: [[7]] });
  const [run] = await train({
    model: linear(1, 1),
    optimizer: quick.optimizer,
    settings: undefined,
    stream: line,
    loss: squaredError,
    criterion: fixedUpdates(5),
    seeds: 1,
    batchSize: 4,
    order: () => Int32Array.of(0, 1, 2, 3),
    probes: [batchLoss()],
    checkpoints: { every: 1, sets: { train: "train", test: "test" } },
  } as never);
  const found = run?.checkpoints?.[0] ?? [];
  assert.equal(found.length, 6);
  run?.probes.loss?.[0]?.forEach((loss, update) => {
    const { train: value } = found[update]?.evaluations ?? {};
    assert.ok(Math.abs((value?.loss ?? 0) - loss) <= 1e-5 * loss);
    assert.ok(value !== undefined && !("accuracy" in value));
  });
});

test("units that do not compete in a set's task do not count", async () => {
  const stream = split(
    cube,
    [
      [0, 1],
      [2, 7],
    ],
    { head: "task-incremental" },
  );
  const [first] = stream.tasks as [Task];
  const options = {
    ...settings,
    stream,
    seeds: 1,
    checkpoints: { at: [0], sets: { own: "test", first }, examples: 50 },
  } as const;
  const [own, afterwards] = ((await train(options))[0]?.checkpoints ?? []) as [Checkpoint[], Checkpoint[]];
  assert.deepEqual(own[0]?.evaluations.own, own[0]?.evaluations.first);
  assert.notDeepEqual(afterwards[0]?.evaluations.own, afterwards[0]?.evaluations.first);
  for (const { evaluations } of [...own, ...afterwards]) {
    for (const { loss } of Object.values(evaluations))
      assert.ok(loss < 3, "a unit that does not compete would make it 1e30");
  }
});

test("a store keeps them, and tells runs with others apart", async () => {
  const directory = mkdtempSync(join(tmpdir(), "checkpoints-"));
  try {
    const store = new Store(directory);
    const keep = { store, experiment: "checkpoints", version: 1 };
    const made = await train({ ...settings, keep });
    let found = 0;
    const onProgress = (_: number, fromStore: number) => {
      found = fromStore;
    };
    assert.deepEqual(await train({ ...settings, keep, onProgress }), made);
    assert.equal(found, 3);
    const others: (Checkpoints | undefined)[] = [
      { ...checkpoints, every: 5 },
      { ...checkpoints, examples: 61 },
      { ...checkpoints, sets: { joint: everything } },
      { ...checkpoints, sets: { joint: "test" } },
      undefined,
    ];
    for (const other of others) await train({ ...settings, checkpoints: other as never, keep, seeds: 1 });
    assert.equal(store.all("checkpoints").runs.length, 3 + others.length);
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test("what does not fit is refused before anything is compiled, and nothing is left", async () => {
  releaseTraining();
  const before = holdings();
  const refused = (change: Partial<Checkpoints>, message: RegExp) =>
    assert.rejects(
      train({ ...settings, checkpoints: { ...checkpoints, ...change } }),
      (error: Error) => error instanceof RangeError && message.test(error.message),
    );
  await refused({ every: 0 }, /^train: checkpoints: every is 0; give a whole number, at least 1/);
  await refused({ at: [1] }, /^checkpoints have both every and at; give one of them\.$/);
  await refused({ every: undefined as never }, /have neither every and at/);
  await refused(
    { every: undefined as never, at: [3, 2] },
    /^checkpoints\.at is \[3, 2\]; give ascending whole numbers from 0 to maxUpdates, 100\.$/,
  );
  await refused({ every: undefined as never, at: [101] }, /checkpoints\.at is \[101\]/);
  await refused({ every: undefined as never, at: [] }, /checkpoints\.at is \[\]/);
  await refused({ sets: {} }, /checkpoints\.sets has no set/);
  await refused(
    { sets: { a: "validation" as never } },
    /^checkpoints\.sets\.a is "validation"; give "train", "test" or a task\.$/,
  );
  await refused({ examples: 1.5 }, /checkpoints: examples is 1\.5/);
  await refused(
    { examples: 10_000 },
    /checkpoints\.sets\.train is of 10000 examples, and task \[0, 1\] of cube has \d+ train examples; give the number/,
  );
  const { examples: _, ...all } = checkpoints;
  await assert.rejects(
    train({ ...settings, checkpoints: all }),
    /checkpoints\.sets\.\w+ is of \d+ examples, and task .* has \d+ \w+ examples/,
  );
  const line = regression("line", { inputs: [[1, 2, 3]], targets: [[1]] }, { inputs: [[1, 2, 3]], targets: [[1]] });
  await refused(
    { sets: { line: line.tasks[0] as Task } },
    /checkpoints\.sets\.line: task line of line has other inputs, or other targets/,
  );
  releaseTraining();
  await train(settings);
  releaseTraining();
  assert.deepEqual(holdings(), before);
});
