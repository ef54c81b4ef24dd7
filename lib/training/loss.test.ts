/** The loss as an option, targets of regression, and orders of one's own. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { Tensor } from "@tensorflow/tfjs";
import { configured } from "../configuration/index.js";
import { regression, split } from "../datasets/index.js";
import { leaves, tf } from "../engine/index.js";
import { holdings } from "../engine/testSupport.js";
import { linear, mlp, sigmoidCrossEntropy, softmaxCrossEntropy, squaredError, zeros } from "../models/index.js";
import { sgd } from "../optimizers/index.js";
import { Store } from "../store/index.js";
import type { PassOrder } from "./batches.js";
import { releaseTraining } from "./caches.js";
import { consecutiveCorrect, fixedUpdates, heldOutAccuracy, runningLoss } from "./criteria/index.js";
import { batchAccuracy, batchLoss } from "./probes/index.js";
import type { Run } from "./run.js";
import { cube, quick } from "./testSupport.js";
import { train } from "./train.js";

const inputs = [
  [0, 1],
  [1, 0],
  [1, 2],
  [2, -1],
  [-1, 1],
];
const targets = [[1], [3], [2], [7], [-2]];
const inSequence: PassOrder = (count) => Int32Array.from({ length: count }, (_, place) => place);

/** Gradient descent of all examples at once on a linear model, from 0. */
const descent = {
  model: linear(2, 1, { initializer: zeros }),
  optimizer: sgd({ learningRate: 0.1 }),
  stream: regression("plane", { inputs, targets }),
  loss: squaredError,
  seeds: 1,
  batchSize: inputs.length,
} as const;

/** Weights and bias after so many updates: θ ← θ − η · 2 / n · Xᵀ(Xθ − y). */
function closedForm(updates: number): { theta: number[]; loss: number[] } {
  const rows = inputs.map((row) => [...row, 1]);
  let theta = [0, 0, 0];
  const loss: number[] = [];
  for (let update = 0; update < updates; update++) {
    const errors = rows.map((row, at) =>
      row.reduce((sum, x, j) => sum + x * (theta[j] as number), -(targets[at]?.[0] ?? 0)),
    );
    loss.push(errors.reduce((sum, error) => sum + error ** 2, 0) / rows.length);
    theta = theta.map((value, j) => {
      const slope = rows.reduce((sum, row, at) => sum + (row[j] as number) * (errors[at] as number), 0);
      return value - (0.1 * 2 * slope) / rows.length;
    });
  }
  return { theta, loss };
}

/** Those of the linear model, and its bias. */
function weights(run: Run | undefined): number[] {
  return leaves<Float32Array>(run?.parameters?.[0] ?? {}).flatMap((values) => [...values]);
}

function assertNear(found: readonly number[], expected: readonly number[], tolerance: number): void {
  assert.equal(found.length, expected.length);
  found.forEach((value, at) => {
    assert.ok(Math.abs(value - (expected[at] as number)) <= tolerance, `${found} instead of ${expected}`);
  });
}

test("linear regression by gradient descent walks as its recursion does, and ends at the normal equations", async () => {
  const options = { ...descent, criterion: fixedUpdates(30), probes: [batchLoss()], parameters: true };
  const [run] = await train(options);
  const { theta, loss } = closedForm(30);
  assertNear(weights(run), theta, 1e-5);
  assertNear(run?.probes.loss?.[0] ?? [], loss, 1e-4);

  const [last] = await train({ ...options, criterion: fixedUpdates(1000) });
  const [a, b, c] = weights(last) as [number, number, number];
  // Xᵀ(Xθ − y) = 0.
  const residuals = inputs.map(
    ([x, y], at) => a * (x as number) + b * (y as number) + c - (targets[at]?.[0] as number),
  );
  const slopes = [0, 1].map((j) => residuals.reduce((sum, error, at) => sum + error * (inputs[at]?.[j] as number), 0));
  assertNear([...slopes, residuals.reduce((sum, error) => sum + error, 0)], [0, 0, 0], 1e-4);
});

test("tasks of regression follow each other, and a criterion can look at the loss", async () => {
  const opposite = regression("opposite", { inputs, targets: targets.map(([y]) => [-(y as number)]) });
  const stream = { ...descent.stream, tasks: [...descent.stream.tasks, ...opposite.tasks] };
  const criterion = runningLoss(0.5, 0);
  const [run] = await train({ ...descent, stream, criterion, probes: [batchLoss()] });
  assert.deepEqual(run?.reached, [true, true]);
  for (const losses of run?.probes.loss ?? []) {
    assert.ok((losses.at(-1) as number) < 0.5 && losses.slice(0, -1).every((loss) => loss >= 0.5));
  }
  assert.ok((run?.updatesToCriterion[1] as number) > (run?.updatesToCriterion[0] as number));
});

test("a loss of one's own is the built-in of the same formula; left out, it is softmax cross-entropy", async () => {
  const byDefault = await train({ ...quick, probes: [batchLoss()] });
  const loss = softmaxCrossEntropy;
  assert.deepEqual(await train({ ...quick, probes: [batchLoss()], loss }), byDefault);
  const own = (logits: Tensor, labels: Tensor) => tf.neg(tf.mean(tf.sum(tf.mul(labels, tf.logSoftmax(logits)), -1), 1));
  assert.deepEqual(await train({ ...quick, probes: [batchLoss()], loss: own }), byDefault);

  const squared = await train({ ...quick, probes: [batchLoss()], loss: squaredError });
  assert.notDeepEqual(squared, byDefault);
  const ownSquared = (outputs: Tensor, wanted: Tensor) => tf.mean(tf.square(tf.sub(outputs, wanted)), [1, 2]);
  const alike = await train({ ...quick, probes: [batchLoss()], loss: ownSquared });
  alike.forEach((run, at) => {
    assertNear(run.probes.loss?.[0] ?? [], squared[at]?.probes.loss?.[0] ?? [], 1e-5);
  });
});

test("one output and targets of 0 and 1 are logistic regression", async () => {
  const labels = targets.map(([y]) => [Number((y as number) > 1.5)]);
  const [run] = await train({
    ...descent,
    stream: regression("signs", { inputs, targets: labels }),
    loss: sigmoidCrossEntropy,
    criterion: fixedUpdates(200),
    probes: [batchLoss()],
  });
  const losses = run?.probes.loss?.[0] ?? [];
  assert.ok(Math.abs((losses[0] as number) - Math.log(2)) < 1e-6);
  assert.ok((losses.at(-1) as number) < 0.2);
});

test("an order of one's own: which examples, how many to a pass, drawn from the run's seed", async () => {
  const losses = async (order?: PassOrder) => {
    const runs = await train({
      ...descent,
      batchSize: 1,
      order,
      criterion: fixedUpdates(6),
      probes: [batchLoss()],
      optimizer: sgd({ learningRate: 0 }),
      seeds: 2,
    } as never);
    return runs.map(({ probes }) => probes.loss?.[0]?.map((loss) => Math.round(loss)));
  };
  const squares = targets.map(([y]) => (y as number) ** 2);
  assert.deepEqual((await losses(inSequence))[0], [...squares, squares[0]]);
  assert.deepEqual((await losses(() => Int32Array.of(3, 0)))[1], [49, 1, 49, 1, 49, 1]);
  const [first, second] = await losses((count, { shuffle }) => shuffle(inSequence(count, undefined as never)));
  assert.notDeepEqual(first, second);
  assert.deepEqual(first?.slice(0, 5).sort(), [...squares].sort());
  await assert.rejects(
    losses(() => Int32Array.of(0, 5)),
    /^RangeError: order gives place 5; give at least one, each from 0 to 4\.$/,
  );
  await assert.rejects(
    losses(() => Int32Array.of()),
    /order gives no places/,
  );
});

test("a stream of each seed's own: what separate calls are", async () => {
  const plane = (seed: number) =>
    regression(`plane ${seed}`, { inputs, targets: targets.map(([y]) => [(y as number) * seed]) });
  const options = { ...descent, criterion: fixedUpdates(4), probes: [batchLoss()] };
  const together = await train({ ...options, stream: plane, seeds: [3, 1, 2] });
  for (const run of together) {
    assert.deepEqual(await train({ ...options, stream: plane(run.seed), seeds: [run.seed] }), [run]);
  }
  await assert.rejects(
    train({ ...options, stream: (seed) => Array.from({ length: seed }, () => plane(seed)), seeds: 2 }),
    /^RangeError: stream gives seed 1 1 streams and seed 2 2; give as many\.$/,
  );
});

test("loss, targets and order are determinants of a run in a store, where they are given", async () => {
  const directory = mkdtempSync(join(tmpdir(), "loss-"));
  try {
    const store = new Store(directory);
    const keep = { store, experiment: "loss", version: 1 };
    const options = { ...descent, criterion: fixedUpdates(3), keep };
    const own = configured((a: Tensor, b: Tensor) => tf.mul(2, squaredError(a, b)), { loss: "doubled" });
    const order = configured(((count: number) => inSequence(count, undefined as never)) as PassOrder, {
      order: "in sequence",
    });
    const other = regression("plane", { inputs, targets: targets.map(([y]) => [(y as number) + 1]) });
    for (const change of [{}, { loss: own }, { order }, { stream: other }]) await train({ ...options, ...change });
    assert.equal(store.all("loss").runs.length, 4);
    let found = 0;
    await train({ ...options, order, onProgress: (_, fromStore) => (found = fromStore) });
    assert.equal(found, 1);
    await assert.rejects(train({ ...options, loss: (a, b) => squaredError(a, b) }), /what the loss "loss" was made of/);
    await train({ ...quick, criterion: fixedUpdates(1), seeds: 1, keep: { ...keep, experiment: "classes" } });
    const [classes] = store.all("classes").runs;
    const known = Object.keys(classes?.configuration ?? {});
    assert.ok(known.includes("stream") && !known.includes("loss") && !known.includes("order"));
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test("what does not go together is refused before anything is compiled, and nothing is left", async () => {
  releaseTraining();
  const before = holdings();
  const criterion = fixedUpdates(1);
  const { loss: _, ...withoutLoss } = descent;
  await assert.rejects(
    train({ ...withoutLoss, criterion }),
    /^RangeError: loss is left out, and task plane of plane is one of regression; give one, as squaredError/,
  );
  await assert.rejects(
    train({ ...descent, criterion, loss: "mse" as never }),
    /^RangeError: train: loss is "mse"; give softmaxCrossEntropy, squaredError, or a function/,
  );
  const taskIncremental = split(cube, [[0, 1]], { head: "task-incremental" });
  await assert.rejects(
    train({ ...quick, stream: taskIncremental, loss: squaredError }),
    /loss is squaredError, and in task \[0, 1\] of cube 2 of 8 units compete/,
  );
  await assert.rejects(
    train({ ...descent, criterion: heldOutAccuracy(0.9) }),
    /the criterion needs classes, and task plane/,
  );
  await assert.rejects(train({ ...descent, criterion, accuracyMatrix: true }), /accuracyMatrix needs classes/);
  await assert.rejects(
    train({ ...descent, criterion, probes: [batchAccuracy()] }),
    /asks for accuracy; a task of regression has none/,
  );
  await assert.rejects(train({ ...descent, criterion: consecutiveCorrect() }), /asks for accuracy/);
  await assert.rejects(
    train({ ...descent, criterion, loss: (a, b) => tf.mean(squaredError(a, b)) }),
    /loss loss gives shape \[\]; give the mean over batch and outputs for each replica, \[1\]/,
  );
  await assert.rejects(
    train({ ...descent, criterion, stream: { ...descent.stream, outputs: 2 }, model: mlp([2, 2]) }),
    /has 5 targets; 5 examples of 2 outputs have 10/,
  );
  const mixed = { outputs: 1, tasks: [...descent.stream.tasks, ...split({ ...cube, classes: 1 }, [[0]]).tasks] };
  await assert.rejects(train({ ...descent, criterion, stream: mixed }), /inputs of 3 numbers, the first task of 2/);
  assert.throws(
    () => regression("line", { inputs: [[1], [2]], targets: [[1]] }),
    /inputs have 2 rows, targets 1; give as many/,
  );
  assert.throws(
    () => regression("line", { inputs: [[1], [2, 3]], targets: [[1], [2]] }),
    /inputs\[1\] has length 2; give 1/,
  );
  releaseTraining();
  assert.deepEqual(holdings(), before);
});
