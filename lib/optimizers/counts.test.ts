import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tensor } from "@tensorflow/tfjs";
import { type Compiler, jit, type TensorTree, tf, tidy } from "../engine/index.js";
import { type Optimizer, plateau, scheduled, schedules, sgd } from "./index.js";
import { everyOptimizer } from "./testSupport.js";

const EDGE = 2 ** 24;
const params = { x: tf.zeros([1, 1]) };
const gradients = { x: tf.ones([1, 1]) };
const loss = tf.tensor1d([1]);

function isCount(leaf: unknown): leaf is Tensor {
  return leaf instanceof tf.Tensor && leaf.dtype === "int32";
}

/** The state in which every count is at a number. */
function countedTo(state: Record<string, TensorTree>, count: number): Record<string, TensorTree> {
  return Object.fromEntries(
    Object.entries(state).map(([name, tree]) => [name, isCount(tree) ? tf.fill(tree.shape, count, "int32") : tree]),
  );
}

for (const [name, make] of Object.entries(everyOptimizer)) {
  test(`${name}: counts go on beyond 2²⁴`, () => {
    const optimizer = make(([first]) => first as number);
    const start = optimizer.init(params);
    for (const key of Object.keys(start)) {
      assert.equal(isCount(start[key]), /updates$/i.test(key), `${key} is ${(start[key] as Tensor).dtype}`);
    }
    const [, next] = optimizer.update(gradients, countedTo(start, EDGE), params, loss);
    for (const leaf of Object.values(next).filter(isCount)) {
      // A plateau that has waited for so long lowers the rate and counts anew.
      assert.ok([0, EDGE + 1].includes(leaf.dataSync()[0] as number));
    }
  });
}

/** −x after one update of 1 from a count: the learning rate of the update after it. */
function rateAfter(optimizer: Optimizer, count: number): number {
  const [{ x }] = optimizer.update(gradients, countedTo(optimizer.init(params), count), params, loss) as unknown as [
    { x: Tensor },
  ];
  return -(x.dataSync()[0] as number);
}

test("a schedule and a plateau are exact beyond 2²⁴", () => {
  const falling = scheduled(schedules.step(1, 0.5, EDGE + 1), (learningRate) => sgd({ learningRate }));
  assert.deepEqual(
    [EDGE - 1, EDGE, EDGE + 1, EDGE + 2].map((count) => rateAfter(falling, count)),
    [1, 1, 0.5, 0.5],
  );
  const patient = plateau({ rate: 1, factor: 0.5, patience: EDGE + 1, threshold: 0 }, (learningRate) =>
    sgd({ learningRate }),
  );
  const waiting = (count: number) => {
    const state = { ...countedTo(patient.init(params), count), bestLoss: tf.tensor1d([1]) };
    const [, { rate }] = patient.update(gradients, state as never, params, loss);
    return rate.dataSync()[0];
  };
  assert.deepEqual([EDGE - 1, EDGE, EDGE + 1].map(waiting), [1, 1, 0.5]);
});

/** Each with its first ten steps, their first and their last update: 9,980 pairs. */
const intervals = Array.from({ length: 499 }, (_, at) => at + 1);
const steps = Array.from({ length: 10 }, (_, at) => at + 1);
/** Where a float times the reciprocal of the interval is too small. */
const hard = [41, 47, 49, 55, 61, 82, 83, 98, 107, 499];

for (const compiler of ["op by op", "graph", "xla"] as const) {
  test(`step schedules fall after every so many updates: ${compiler}`, () => {
    const updatesOf = (every: number) => steps.flatMap((step) => [step * every, step * every + 1]);
    const tableOf = (some: readonly number[]) => tf.tensor2d(some.map(updatesOf));
    const ratesOf = (updates: Tensor, hardUpdates: Tensor) => {
      const repeated = tf.tensor1d(intervals.flatMap((every) => updatesOf(every).map(() => every)));
      const all = schedules.step(1, 0.5, repeated)(tf.reshape(updates, [-1]));
      // As a study gives it: a constant of the program.
      const constant = hard.map((every, row) =>
        schedules.step(1, 0.5, every)(tf.reshape(tf.slice(hardUpdates, row, 1), [-1])),
      );
      return [tf.reshape(all, updates.shape), tf.stack(constant)];
    };
    const rates = compiler === "op by op" ? ratesOf : jit(ratesOf, { compiler: compiler as Compiler });
    tidy(() => {
      const wanted = tf.pow(0.5, tf.tensor1d(steps.flatMap((step) => [step - 1, step])));
      for (const found of rates(tableOf(intervals), tableOf(hard))) {
        const wrong = tf.sum(tf.cast(tf.notEqual(found, wanted), "int32")).dataSync()[0];
        assert.equal(wrong, 0, `${wrong} of ${found.size}`);
      }
    });
  });
}
