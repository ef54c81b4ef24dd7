import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import { leaves, mapTree, type TensorTree, tf } from "../engine/index.js";
import { holdings } from "../engine/testSupport.js";
import type { Dense, MlpParams, Model } from "../models/index.js";
import {
  adadelta,
  adagrad,
  adam,
  adamw,
  alongReplicas,
  amsgrad,
  centeredRmsprop,
  nadam,
  normalizedIdbd,
  type Optimizer,
  plateau,
  rmsprop,
  sgd,
} from "../optimizers/index.js";
import { releaseTraining } from "./caches.js";
import { fixedUpdates, heldOutAccuracy } from "./criteria/index.js";
import { firstNotFinite } from "./notFinite.js";
import type { TrainOptions } from "./options.js";
import { quick } from "./testSupport.js";
import { train } from "./train.js";

interface Gated extends Record<string, TensorTree> {
  readonly layer1: Dense;
  /** [R, 1, 1] */
  readonly gate: Tensor;
  readonly output: Dense;
}

/** The model of `quick` plus 0 · √gate: where the gate is 0 the logits are as ever, and the gate's gradient is 0 · ∞. */
const gated: Model<Gated> = {
  name: "gated",
  init(seeds) {
    const { layer1, output } = quick.model.init(seeds) as { layer1: Dense; output: Dense };
    return { layer1, gate: tf.tensor3d([...seeds], [seeds.length, 1, 1]), output };
  },
  apply: ({ layer1, gate, output }, inputs) =>
    tf.add(quick.model.apply({ layer1, output } as MlpParams, inputs), tf.mul(0, tf.sqrt(gate))),
};

const descent = sgd({ learningRate: 0.01 });

/** SGD that takes 1 from the gate besides, so that the gate of seed s is 0 after s updates. */
const closing: Optimizer = {
  ...descent,
  update(gradients, state, params) {
    const [updates, next] = descent.update(gradients, state, params);
    const { gate, ...others } = updates as Record<string, TensorTree>;
    const { layer1, output } = others as Record<string, TensorTree>;
    return [{ layer1, gate: tf.sub(gate as Tensor, 1), output } as TensorTree, next];
  },
};

const settings = {
  ...quick,
  model: gated,
  optimizer: closing,
  // Never met, so that every phase has its ten updates.
  criterion: heldOutAccuracy(1, 100),
  maxUpdates: 10,
};

test("the first gradient that is not finite is named with its phase and update, whenever it comes", async () => {
  const seeds = [1, 2, 9, 10, 11, 25, 29, 30, 1000];
  const runs = await train({ ...settings, seeds });
  assert.ok(runs.every(({ reached }) => !reached.includes(true)));
  assert.deepEqual(
    runs.map(({ notFinite }) => notFinite),
    seeds.map((seed) =>
      seed < 30
        ? { quantity: "gradient", parameter: "gate", phase: Math.floor(seed / 10), update: (seed % 10) + 1 }
        : null,
    ),
  );
});

test("runs beside one that is not finite, and after it in its lane, are as they are alone", async () => {
  const seeds = [1, 500, 12, 501, 502, 503, 504, 505, 506, 507, 508];
  const mixed = await train({ ...settings, seeds });
  const finite = seeds.filter((seed) => seed >= 500);
  releaseTraining();
  const before = holdings();
  assert.deepEqual(
    mixed.filter(({ seed }) => seed >= 500),
    await train({ ...settings, seeds: finite }),
  );
  assert.deepEqual(await train({ ...settings, seeds: [12] }), [mixed[2]]);
  releaseTraining();
  assert.deepEqual(holdings(), before);
});

test("a parameter that an update of finite gradients makes infinite is named", async () => {
  /** From the fifth update on the output's bias overflows. */
  const overflowing: Optimizer = {
    name: "overflowing",
    init: (params) => ({ count: tf.zeros([(params as MlpParams).output?.bias.shape[0] as number, 1, 1]) }),
    update(gradients, { count }, params) {
      const [updates] = descent.update(gradients, {}, params);
      const { layer1, output } = updates as MlpParams as { layer1: Dense; output: Dense };
      const next = tf.add(count as Tensor, 1);
      const bias = tf.where(tf.less(next, 5), output.bias, Number.POSITIVE_INFINITY);
      return [{ layer1, output: { kernel: output.kernel, bias } }, { count: next }];
    },
  };
  const [run] = await train({ ...settings, model: quick.model, optimizer: overflowing, seeds: 1 } as TrainOptions<
    MlpParams,
    never
  >);
  assert.deepEqual(run?.notFinite, { quantity: "parameter", parameter: "output.bias", phase: 0, update: 5 });
});

test("parameters that are NaN from the start are named at the first update", async () => {
  const model: Model<MlpParams> = {
    ...quick.model,
    init(seeds) {
      const { layer1, output } = quick.model.init(seeds) as { layer1: Dense; output: Dense };
      return { layer1, output: { kernel: output.kernel, bias: tf.fill(output.bias.shape, Number.NaN) } };
    },
  };
  const [run] = await train({ ...quick, model, seeds: 1 });
  assert.deepEqual([run?.notFinite?.phase, run?.notFinite?.update], [0, 1]);
});

test("where the replay stays finite by rounding otherwise, the end decides", () => {
  const replay = {
    phase: tf.tensor2d([[0], [1]], [2, 1], "int32"),
    update: tf.tensor2d([[9], [3]], [2, 1], "int32"),
    gradients: tf.ones([2, 1, 2], "int32"),
    lanes: tf.ones([2, 1, 3], "int32"),
  };
  const names = [
    { quantity: "parameter", parameter: "a" },
    { quantity: "parameter", parameter: "b" },
    { quantity: "state", parameter: "velocity.a" },
  ] as const;
  const last = (end: number[]) => firstNotFinite(replay, 2, 0, end, names);
  assert.deepEqual(last([1, 0, 1]), { quantity: "parameter", parameter: "b", phase: 1, update: 3 });
  assert.deepEqual(last([1, 1, 0]), { quantity: "state", parameter: "velocity.a", phase: 1, update: 3 });
  tf.dispose(replay);
});

/** Gradients of 10²⁵ times what they are at the third update: they are finite, their squares are not. */
function spiked(optimizer: Optimizer): Optimizer {
  return {
    name: optimizer.name,
    init: (params) => ({ own: optimizer.init(params), count: tf.zeros([leaves<Tensor>(params)[0]?.shape[0] ?? 0]) }),
    update(gradients, { own, count }, params, loss) {
      const next = tf.add(count as Tensor, 1);
      const factor = tf.where<Tensor1D>(
        tf.equal(next, 3),
        tf.fill(next.shape as [number], 1e25),
        tf.onesLike(next) as Tensor1D,
      );
      const scaled = mapTree((gradient) => tf.mul(gradient, alongReplicas(factor, gradient)), gradients);
      const [updates, after] = optimizer.update(scaled, own as Record<string, TensorTree>, params, loss);
      return [updates, { own: after, count: next }];
    },
  };
}

const dividing: Record<string, [optimizer: Optimizer, state: string]> = {
  adadelta: [adadelta(), "secondMoment"],
  adagrad: [adagrad({ learningRate: 0.01 }), "sumOfSquares"],
  adam: [adam({ learningRate: 0.01 }), "secondMoment"],
  adamw: [adamw({ learningRate: 0.01, weightDecay: 0 }), "secondMoment"],
  amsgrad: [amsgrad({ learningRate: 0.01 }), "secondMoment"],
  centeredRmsprop: [centeredRmsprop({ learningRate: 0.01 }), "variance"],
  nadam: [nadam({ learningRate: 0.01 }), "secondMoment"],
  normalizedIdbd: [normalizedIdbd({ initialRate: 0.01 }), "secondMoment"],
  rmsprop: [rmsprop({ learningRate: 0.01 }), "secondMoment"],
};

test("state that becomes infinite is named, carried over and reset, in every method that divides by it", async () => {
  for (const [name, [optimizer, state]] of Object.entries(dividing)) {
    const runs = await train({
      ...quick,
      optimizer: spiked(optimizer as Optimizer),
      criterion: fixedUpdates(5),
      stateAtSwitch: ["carryOver", "reset"],
      seeds: 2,
      compiler: "graph",
    } as unknown as typeof quick);
    for (const { notFinite } of runs) {
      const { quantity, parameter, phase, update } = notFinite as NonNullable<typeof notFinite>;
      assert.deepEqual([name, quantity, phase, update], [name, "state", 0, 3]);
      assert.match(parameter, new RegExp(`^own\\.${state}\\.(layer1|output)\\.(kernel|bias)$`));
    }
  }
});

test("state that is infinite by itself at first, as the best loss of a plateau, is not reported", async () => {
  const optimizer = plateau({ rate: 0.1 }, (learningRate) => sgd({ learningRate }));
  const runs = await train({
    ...quick,
    optimizer: optimizer as never,
    criterion: fixedUpdates(5),
    stateAtSwitch: "reset",
    seeds: 2,
  });
  assert.deepEqual(
    runs.map(({ notFinite }) => notFinite),
    [null, null],
  );
});
