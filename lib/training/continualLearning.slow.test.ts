import assert from "node:assert/strict";
import { test } from "node:test";
import type { Scalar, Tensor } from "@tensorflow/tfjs";
import { inputTable } from "../datasets/index.js";
import { gradients, leaves, mapTree, random, streams, type TensorTree, tf, tidy } from "../engine/index.js";
import { assertClose } from "../engine/testSupport.js";
import { type Model, softmaxCrossEntropy } from "../models/index.js";
import { applyUpdates, type Optimizer, scheduleFreeSgd } from "../optimizers/index.js";
import { BatchOrder } from "./batches.js";
import type { ContinualLearning } from "./continualLearning.js";
import { fixedUpdates } from "./criteria/index.js";
import { batchLoss } from "./probes/index.js";
import type { Run } from "./run.js";
import { quick } from "./testSupport.js";
import { train } from "./train.js";
import { modelParameters } from "./trained/index.js";

const UPDATES = 8;
const settings = { ...quick, criterion: fixedUpdates(UPDATES), seeds: 2, compiler: "graph", parameters: true } as const;
const model = quick.model as unknown as Model;
const optimizer = quick.optimizer as unknown as Optimizer;

const trained = (continualLearning: ContinualLearning, options: object = {}): Promise<Run[]> =>
  train({ ...settings, continualLearning, ...options } as typeof settings);

interface Point {
  readonly params: TensorTree;
  readonly initial: TensorTree;
}

/** What a method of the plain loop adds to it. */
interface Plain {
  penaltyGradients?(point: Point): TensorTree[];
  /** The parameters that a task after the first begins with. */
  begin?(point: Point, seed: number, phase: number): TensorTree;
}

const plainL2Initial = (strength: number): Plain => ({
  penaltyGradients: ({ params, initial }) => [
    mapTree((now, start) => tf.mul<Tensor>(strength, tf.sub(now, start)), params, initial),
  ],
});

const plainShrinkAndPerturb = (shrink: number, noise: number): Plain => ({
  begin({ params }, seed, phase) {
    const fresh = model.init([random(seed, streams.perturbation + phase).bits()]);
    return mapTree((now, drawn) => tf.add<Tensor>(tf.mul(shrink, now), tf.mul(noise, drawn)), params, fresh);
  },
});

/** The parameters after each task of one seed, in a plain loop, op by op. */
function reference(seed: number, methods: readonly Plain[]): TensorTree[] {
  const initial = model.init([seed]);
  let params: TensorTree = initial;
  return quick.stream.tasks.map((task, phase) => {
    const { dataset, train: indices } = task;
    const order = new BatchOrder(indices, seed, phase, quick.batchSize, 1);
    for (const { begin } of phase > 0 ? methods : []) params = begin?.({ params, initial }, seed, phase) ?? params;
    for (let update = 0; update < UPDATES; update++) {
      params = tidy(() => {
        const chosen = order.from(update);
        const labels = tf.tensor1d(
          chosen.map((index) => dataset.train.labels[index] as number),
          "int32",
        );
        const targets = tf.cast(tf.oneHot(labels, 8), "float32");
        const inputs = inputTable(dataset.train, chosen);
        const ofLoss = gradients(
          (at: TensorTree) => tf.sum(softmaxCrossEntropy(model.apply(at, inputs), targets)) as Scalar,
          params,
        );
        const ofPenalties = methods.flatMap((method) => method.penaltyGradients?.({ params, initial }) ?? []);
        const all = [ofLoss, ...ofPenalties].reduce((sum, more) => mapTree((a, b) => tf.add<Tensor>(a, b), sum, more));
        return applyUpdates(params, optimizer.update(all, {}, params)[0]);
      });
    }
    return params;
  });
}

/** That the runs have the parameters of the plain loop after each task. */
function assertAsPlain(runs: readonly Run[], ...methods: readonly Plain[]): void {
  for (const { seed, parameters } of runs) {
    tidy(() => {
      const found = parameters?.map((ofTask) => modelParameters(model, [ofTask])) ?? [];
      assertClose(found, reference(seed, methods), 2e-6);
    });
  }
}

/** The largest difference of any parameter after a task. */
const apart = (runs: readonly Run[], others: readonly Run[], task: number): number =>
  tidy(() => {
    const [found, other] = [runs, others].map((list) => modelParameters(model, [list[0]?.parameters?.[task] as never]));
    const differences = mapTree((a, b) => tf.max(tf.abs(tf.sub(a, b))), found as TensorTree, other as TensorTree);
    return Math.max(...leaves<Tensor>(differences).map((leaf) => leaf.dataSync()[0] as number));
  });

const without = trained({});

test("without a method a run is the run of before", async () => {
  assert.deepEqual(await train(settings), await without);
  assertAsPlain(await without);
});

test("l2Initial: the plain loop with strength · (θ − θ₀) added to the gradient", async () => {
  const runs = await trained({ l2Initial: { strength: 0.3 } });
  assertAsPlain(runs, plainL2Initial(0.3));
  assert.ok(apart(runs, await without, 0) > 0.01);
});

test("l2Initial of strength 0 changes nothing; the loss that probes see has no penalty in it", async () => {
  const probes = [batchLoss()];
  const [found] = await trained({ l2Initial: { strength: 0 } }, { probes, seeds: 1 });
  assert.deepEqual(found, (await trained({}, { probes, seeds: 1 }))[0]);
  const [held] = await trained({ l2Initial: { strength: 0.3 } }, { probes, seeds: 1 });
  assert.equal(held?.probes.loss?.[0]?.[0], found?.probes.loss?.[0]?.[0]);
  assert.notEqual(held?.probes.loss?.[0]?.[2], found?.probes.loss?.[0]?.[2]);
});

test("shrinkAndPerturb: the plain loop with θ ← shrink · θ + noise · θ′ before each task but the first", async () => {
  const runs = await trained({ shrinkAndPerturb: { shrink: 0.6, noise: 0.5 } });
  assertAsPlain(runs, plainShrinkAndPerturb(0.6, 0.5));
  assert.equal(apart(runs, await without, 0), 0);
  assert.ok(apart(runs, await without, 1) > 0.1);
  assert.deepEqual(await trained({ shrinkAndPerturb: { shrink: 1, noise: 0 } }), await without);
  const carried = trained(
    { shrinkAndPerturb: { shrink: 0.6, noise: 0.5 } },
    { optimizer: scheduleFreeSgd({ learningRate: 0.1 }), stateAtSwitch: ["reset", "carry over"] },
  );
  await assert.rejects(carried, {
    name: "RangeError",
    message:
      "train: shrinkAndPerturb changes parameters, and the state of Schedule-free SGD begins with values made of them, " +
      'iterates.layer1.kernel; give stateAtSwitch: "reset".',
  });
});

test("what is not a method, or not an option of one, is named", async () => {
  const cases: [given: object, message: string | RegExp][] = [
    [{ l2initial: {} }, "train: continualLearning: there is no option l2initial; did you mean l2Initial?"],
    [
      { l2Initial: {} },
      /^train: continualLearning\.l2Initial: strength is missing; give a finite number of at least 0/,
    ],
    [{ l2Initial: { strength: -1 } }, /^train: continualLearning\.l2Initial: strength is -1; give/],
    [{ shrinkAndPerturb: { shrink: 2, noise: 0 } }, /shrinkAndPerturb: shrink is 2; give a number from 0 to 1/],
    [{ shrinkAndPerturb: { shrink: 1, noise: Number.NaN } }, /shrinkAndPerturb: noise is NaN; give a finite number/],
    [{ l2Initial: 1e-3 }, /^train: continualLearning\.l2Initial: the options are 0\.001; give an object of strength/],
  ];
  for (const [given, message] of cases) {
    await assert.rejects(trained(given as ContinualLearning), { name: "RangeError", message });
  }
  await assert.rejects(trained("ewc" as never), /^RangeError: train: continualLearning is "ewc"; give a record/);
});
