/** Optimizers whose trained model is not what they update: what `train` measures, gives back, and goes on from. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { split, type Task } from "../datasets/index.js";
import { mapTree, type TensorTree, tf } from "../engine/index.js";
import { mlp } from "../models/index.js";
import {
  clippedByNorm,
  grouped,
  l2,
  type Optimizer,
  plateau,
  scheduled,
  scheduleFreeAdamw,
  scheduleFreeSgd,
  schedules,
  sgd,
  smoothedLoss,
  trainedParams,
} from "../optimizers/index.js";
import { fixedUpdates } from "./criteria/index.js";
import { cube } from "./testSupport.js";
import { train } from "./train.js";
import { evaluate } from "./trained/evaluate.js";

const model = mlp([3, 5, 8]);
const tasks = [
  [0, 1],
  [2, 7],
];
const stream = split(cube, tasks, { head: "task-incremental" });
const [first] = stream.tasks as [Task];
const common = {
  model,
  stream,
  seeds: 2,
  batchSize: 16,
  parameters: true,
  accuracyMatrix: true,
  compiler: "graph",
} as const;

/** Adds 1 to each parameter in an update; its model is as far behind as half of the updates since the state was made. */
const halfway: Optimizer<{ updates: TensorTree }> = {
  name: "halfway",
  init: (params) => ({ updates: mapTree((leaf) => tf.zerosLike(leaf), params) }),
  update: (gradients, { updates }) => [
    mapTree((leaf) => tf.onesLike(leaf), gradients),
    { updates: mapTree((made) => tf.add(made, 1), updates) },
  ],
  trainedParams: (params, { updates }) => mapTree((leaf, made) => tf.sub(leaf, tf.mul(0.5, made)), params, updates),
};

test("where the state is reset the next task begins with the model, where it is carried over with what was updated", async () => {
  const criterion = fixedUpdates(6);
  const runs = await train({
    ...common,
    optimizer: halfway,
    criterion,
    stateAtSwitch: ["reset", "carryOver"],
    seeds: 1,
  });
  const [initial] = await train({ ...common, optimizer: halfway, criterion: fixedUpdates(1), seeds: 1 });
  const bias = (run: (typeof runs)[number] | undefined, task: number) => {
    const layers = run?.parameters?.[task] as unknown as Record<string, { bias: Float32Array }>;
    return layers.layer1?.bias[0] as number;
  };
  const begun = bias(initial, 0) - 0.5;
  // 6 updates and half of 6; then again, or 12 updates and half of 12.
  assert.deepEqual(
    runs.map((run) => [run.stateAtSwitch, ...[0, 1].map((task) => Number((bias(run, task) - begun).toFixed(5)))]),
    [
      ["reset", 3, 6],
      ["carryOver", 3, 6],
    ],
  );
});

const wrapped = {
  scheduleFreeSgd: scheduleFreeSgd({ learningRate: 0.5 }),
  scheduleFreeAdamw: scheduleFreeAdamw({ learningRate: 0.05 }),
  clipped: clippedByNorm(l2(scheduleFreeSgd({ learningRate: 0.5 }), 1e-3), 1),
  scheduled: scheduled(schedules.warmUp(5, schedules.constant(0.5)), (learningRate) =>
    scheduleFreeSgd({ learningRate }),
  ),
  plateau: smoothedLoss(
    plateau({ rate: 0.5 }, (learningRate) => scheduleFreeSgd({ learningRate })),
    0.9,
  ),
  grouped: grouped({ a: scheduleFreeSgd({ learningRate: 0.5 }), b: sgd({ learningRate: 0.5 }) }, (path) =>
    path.endsWith("bias") ? "b" : "a",
  ),
} as const;

for (const [name, optimizer] of Object.entries(wrapped)) {
  test(`${name}: accuracies, checkpoints and parameters are those of the average`, async () => {
    const runs = await train({
      ...common,
      optimizer,
      criterion: fixedUpdates(11),
      stateAtSwitch: ["reset", "carryOver"],
    });
    for (const run of runs) {
      for (const [at, parameters] of (run.parameters ?? []).entries()) {
        assert.equal(evaluate(model, parameters, first).accuracy, run.accuracyMatrix?.afterTask[at]?.[0]);
      }
    }
    const one = { ...common, optimizer, stream: split(cube, [[0, 1]], { head: "task-incremental" }) };
    const checkpoints = { at: [10], sets: { test: "test" } } as const;
    const watched = await train({ ...one, criterion: fixedUpdates(11), checkpoints });
    for (const [at, run] of (await train({ ...one, criterion: fixedUpdates(10) })).entries()) {
      const { loss } = evaluate(model, run, first);
      const seen = watched[at]?.checkpoints?.[0]?.[0]?.evaluations.test?.loss as number;
      assert.ok(Math.abs(loss - seen) < 1e-5 * loss, `${loss}, ${seen}`);
    }
  });
}

test("the average is another model than what is updated", () => {
  const optimizer = wrapped.scheduled;
  const params = { w: tf.tensor2d([[1, 2]]) };
  let state = optimizer.init(params);
  for (let update = 0; update < 3; update++) [, state] = optimizer.update({ w: tf.ones([1, 2]) }, state, params);
  assert.notDeepEqual((trainedParams(optimizer, params, state) as typeof params).w.arraySync(), params.w.arraySync());
  assert.equal(trainedParams(sgd({ learningRate: 1 }), params, {}), params);
});
