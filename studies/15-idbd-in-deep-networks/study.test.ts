import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tensor } from "@tensorflow/tfjs";
import { tf } from "momenta/engine";
import { idbdDeep } from "momenta/optimizers";
import { differenceInterval } from "momenta/statistics";
import { readResult } from "../core/index.js";
import { ahead, fromTooSmall, losesMore } from "./claims.js";
import { isLost } from "./measure/accuracy.js";
import { boundedIdbd } from "./measure/boundedIdbd.js";
import { stateNumbersOf } from "./measure/cost.js";
import { type Course, learnStream } from "./measure/learnStream.js";
import { methodNames, methods } from "./measure/methods.js";
import { inBlocks, permutedDigits, pixels } from "./measure/permutedDigits.js";
import { STABILITY_SEEDS } from "./measure/stability.js";
import { costOf } from "./result.js";
import { idbdInDeepNetworks } from "./study.js";

const near = (actual: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

/** Small, op by op in a TensorFlow graph. */
const context = {
  compiler: { compiler: "graph" },
  map: async <Item, Value>(items: readonly Item[], _: string, compute: (item: Item, at: number) => Value) =>
    Promise.all(items.map(compute)),
} as const;
const small = { tasks: 2, digits: 30, hidden: 8 };

test("permuted digits: a task has an order of pixels of its own, the same for all its digits, and loses none", () => {
  const [one, two, again] = [permutedDigits(1, 0, 40), permutedDigits(1, 1, 40), permutedDigits(1, 0, 20)];
  assert.deepEqual(again.inputs, one.inputs.slice(0, 20 * pixels));
  const variances = (inputs: Float32Array) =>
    Array.from({ length: pixels }, (_, pixel) => {
      const values = Array.from({ length: 40 }, (_, digit) => inputs[digit * pixels + pixel] as number);
      return values.every((value) => value === 0);
    });
  // The border of MNIST is empty: a fifth of the pixels, in other places in another task.
  const [dark, darkAfter] = [variances(one.inputs), variances(two.inputs)];
  assert.ok(dark.filter(Boolean).length > 30 && darkAfter.filter(Boolean).length > 30);
  assert.notDeepEqual(dark, darkAfter);
  assert.ok(one.labels.every((label) => label >= 0 && label < 10));
  const image = Float32Array.from({ length: 28 * 28 }, (_, at) => (at === 29 ? 255 : 0));
  near(inBlocks(image)[0] as number, 0.25, 1e-7);
  near(
    inBlocks(image).reduce((sum, value) => sum + value),
    0.25,
    1e-7,
  );
});

test("with a meta rate of 0 IDBD is SGD, and the hybrid is normalization alone; neighbours do not matter", async () => {
  const learn = (name: keyof typeof methods, setting: Record<string, number>, seeds: readonly number[]) =>
    learnStream(
      methods[name],
      seeds.map((seed) => ({ setting, seed })),
      small,
      context,
      "networks",
      true,
    );
  const adapted = (initialRate: number) => ({ initialRate, metaRate: 0 });
  const pairs = [
    [await learn("SGD", { learningRate: 0.03 }, [1, 2]), await learn("IDBD", adapted(0.03), [2])],
    [await learn("normalization alone", { learningRate: 0.002 }, [1, 2]), await learn("hybrid", adapted(0.002), [2])],
  ] as const;
  for (const [without, zero] of pairs) {
    assert.deepEqual(zero[0]?.accuracy, without[1]?.accuracy);
    assert.notDeepEqual(without[0]?.accuracy, without[1]?.accuracy);
    const initialRate = zero[0]?.setting.initialRate as number;
    for (const rate of zero[0]?.stepSizes.flat(2) ?? []) near(rate, initialRate, 1e-6);
  }
  const [moved] = await learn("IDBD", { initialRate: 0.03, metaRate: 0.5 }, [2]);
  const [least, most] = [0, 4].map((quantile) => moved?.stepSizes[1]?.[1]?.[quantile] as number) as [number, number];
  assert.ok(least < 0.03 && most > 0.03, `${least} ${most}`);
});

test("the bound: nothing where the step takes less than twice the loss, else exactly that, by hand", () => {
  const options = { metaRate: 0.1, initialRate: 0.5 };
  const [plain, bounded] = [idbdDeep(options), boundedIdbd(options)];
  const params = { a: tf.zeros([2, 1]), b: tf.zeros([2, 2]) };
  const gradients = {
    a: tf.tensor2d([[1], [2]]),
    b: tf.tensor2d([
      [1, 1],
      [2, 2],
    ]),
  };
  const step = (optimizer: typeof bounded) =>
    optimizer.update(gradients, optimizer.init(params), params, tf.tensor1d([1, 1]));
  const [[free, after], [held, afterHeld]] = [step(plain as typeof bounded), step(bounded)];
  const values = (tree: unknown) => [...(tree as { b: Tensor }).b.dataSync()];
  // Σ α g² is 0.5 · 3 = 1.5 and 0.5 · 12 = 6; twice the loss is 2.
  const shrunk = values(free).map((value, at) => (at < 2 ? value : value / 3));
  values(held).forEach((value, at) => {
    near(value, shrunk[at] as number, 1e-6);
  });
  values(afterHeld.trace).forEach((value, at) => {
    near(value, shrunk[at] as number, 1e-6);
  });
  assert.deepEqual(values(afterHeld.stepSizes), values(after.stepSizes));
});

test("what is remembered for each parameter, and when a network is lost", () => {
  const params = { a: tf.zeros([1, 3, 2]), b: tf.zeros([1, 1, 2]) };
  const settings = {
    learningRate: tf.tensor1d([0.1]),
    initialRate: tf.tensor1d([0.1]),
    metaRate: tf.tensor1d([0.1]),
    decay: tf.tensor1d([0.9]),
  };
  const numbers = methodNames.map((name) => [name, stateNumbersOf(methods[name].make(settings).init(params), params)]);
  assert.deepEqual(Object.fromEntries(numbers), {
    SGD: 0,
    RMSProp: 1,
    Adam: 2,
    "normalization alone": 2,
    IDBD: 2,
    "bounded IDBD": 2,
    hybrid: 4,
  });
  const course: Course = {
    setting: {},
    seed: 1,
    accuracy: [
      [0.9, 0.9],
      [0.1, 0.2],
    ],
    finite: true,
    stepSizes: [],
  };
  assert.ok(isLost(course));
  assert.ok(
    !isLost({
      ...course,
      accuracy: [
        [0.1, 0.1],
        [0.5, 0.6],
      ],
    }),
  );
  assert.ok(isLost({ ...course, accuracy: [[0.9, 0.9]], finite: false }));
});

test("the full result: what an update costs is there and finite; normalization and a better first step size pay", () => {
  const result = readResult(idbdInDeepNetworks);
  for (const { name, overRmsprop, overAdam } of result.cost) {
    for (const ratio of [overRmsprop, overAdam]) {
      assert.ok(ratio.lower > 0 && Number.isFinite(ratio.estimate) && ratio.estimate < 100, name);
    }
  }
  for (const rival of ["SGD", "IDBD", "RMSProp", "Adam", "normalization alone"] as const) {
    assert.ok(ahead(result, "hybrid", rival).lower > 0, rival);
  }
  assert.ok(ahead(result, "normalization alone", "SGD").lower > 0.005);
  for (const rival of ["RMSProp", "Adam"] as const) assert.ok(losesMore(result, rival, "IDBD").lower > 0.02, rival);
  const gain = differenceInterval(fromTooSmall(result, "hybrid"), fromTooSmall(result, "normalization alone"));
  assert.ok(gain.lower > 0.1, JSON.stringify(gain));
  const plain = result.stability.filter(({ method }) => method === "IDBD");
  assert.equal(plain[0]?.lost, 0);
  assert.equal(plain.at(-1)?.lost, STABILITY_SEEDS);
  near(costOf(result, "RMSProp").overRmsprop.estimate, 1, 1e-9);
  near(costOf(result, "Adam").overAdam.estimate, 1, 1e-9);
});
