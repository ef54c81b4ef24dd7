import assert from "node:assert/strict";
import { test } from "node:test";
import type { Scalar, Tensor, Tensor2D } from "@tensorflow/tfjs";
import { jit, jitAsync } from "./jit.js";
import { onAllCores } from "./onAllCores.js";
import { scan } from "./scan.js";
import { tf } from "./tensorflow.js";
import { assertClose, functions, holdings, pattern, values } from "./testSupport.js";

/** Some time of one core: products of a matrix with itself, kept in bounds. */
function powers(x: Tensor2D, times: Tensor): Tensor {
  const step = (carry: Tensor): [Tensor, []] => [tf.tanh(tf.matMul(carry as Tensor2D, x)), []];
  return scan(step, x as Tensor, times as Scalar)[0];
}

const many = () => tf.scalar(2000, "int32");

test("a call beside JavaScript gives what a call gives", async () => {
  const layer = (x: Tensor2D, { bias }: { bias: Tensor }, scale: number) => ({
    out: tf.mul(tf.softmax(tf.matMul(x, x)), scale),
    bias: [tf.add(bias, x), x],
  });
  const [x, bias] = [pattern([5, 5]) as Tensor2D, pattern([5, 5], 2)];
  for (const compiler of ["xla", "graph"] as const) {
    const aside = jitAsync(layer, { compiler });
    for (const scale of [2, 3, 2]) assertClose(await aside(x, { bias }, scale), layer(x, { bias }, scale));
  }
});

test("the event loop turns while calls are under way", async () => {
  const work = jitAsync(powers);
  const x = pattern([160, 160]) as Tensor2D;
  tf.dispose(await work(x, many()));
  let turns = 0;
  let underWay = true;
  const turn = () => {
    turns += 1;
    if (underWay) setImmediate(turn);
  };
  turn();
  tf.dispose(await work(x, many()));
  underWay = false;
  assert.ok(turns > 100, `it turned ${turns} times`);
});

test("many calls at once, of programs that are not yet compiled: each has its own result, and nothing is left", async () => {
  const scaled = [1, 2, 3].map((factor) => jitAsync((x: Tensor) => tf.mul(tf.sin(x), factor)));
  const inputs = Array.from({ length: 30 }, (_, at) => tf.tensor1d([at, at + 0.5]));
  const expected = inputs.map((x, at) => [...tf.mul(tf.sin(x), (at % 3) + 1).dataSync()]);
  for (let round = 0; round < 2; round++) {
    const before = holdings();
    const results = await Promise.all(inputs.map((x, at) => scaled[at % 3]?.(x) as Promise<Tensor>));
    assert.deepEqual(
      results.map((result) => values(result)),
      expected,
    );
    tf.dispose(results);
    if (round > 0) assert.deepEqual(holdings().tensors, before.tensors);
  }
});

test("arguments and the function itself may be disposed while a call is under way", async () => {
  const kept = pattern([160, 160]) as Tensor2D;
  const expected = values(jit(powers)(kept, many()));
  const captured = tf.scalar(0);
  const work = jitAsync((x: Tensor2D, times: Tensor) => tf.add(powers(x, times), captured));
  const [before, living] = [holdings(), functions.living.size];
  const calls = [0, 1, 2].map(() => {
    const x = tf.clone(kept);
    const call = work(x, many());
    x.dispose();
    return call;
  });
  work.dispose();
  for (const result of await Promise.all(calls)) {
    assertClose(result, tf.tensor(expected, [160, 160]));
    result.dispose();
  }
  assert.equal(functions.living.size, living);
  assert.equal(holdings().functions, before.functions);
});

test("what fails is a rejected promise with TensorFlow's whole message, and the next call works", async () => {
  const x = tf.tensor1d([1, 2, 3]);
  await assert.rejects(jitAsync((at: Tensor) => at.dataSync() as unknown as Tensor)(x), /jitAsync\(function\)/);
  const reshape = jitAsync((at: Tensor, size: Tensor) => tf.add(at, size));
  await assert.rejects(reshape(x, tf.zeros([2])), /shape/i);
  assert.deepEqual(values(await reshape(x, tf.scalar(1))), [2, 3, 4]);
  const disposed = tf.tensor1d([1]);
  disposed.dispose();
  await assert.rejects(reshape(disposed, disposed), /disposed/);
});

test("a program of one thread and one of all are compiled apart, whichever comes first", async () => {
  const x = pattern([64, 64]) as Tensor2D;
  const product = (at: Tensor2D) => tf.sum(tf.matMul(at, tf.tanh(at)));
  const expected = values(product(x));
  const underWay = jitAsync(powers)(x, many());
  assertClose(jit(product)(x), tf.scalar(expected[0] as number));
  assertClose(await jitAsync(product)(x), tf.scalar(expected[0] as number));
  assertClose(jit((at: Tensor2D) => tf.neg(product(at)))(x), tf.scalar(-(expected[0] as number)));
  (await underWay).dispose();
});

test("work on all cores comes back in the order of its items; what fails first ends it", async () => {
  const order: number[] = [];
  const square = async (item: number) => {
    order.push(item);
    await new Promise((resolve) => setImmediate(resolve));
    return item * item;
  };
  assert.deepEqual(await onAllCores([3, 1, 2], square), [9, 1, 4]);
  assert.deepEqual(order, [3, 1, 2]);
  const begun: number[] = [];
  const failing = async (item: number) => {
    begun.push(item);
    await new Promise((resolve) => setImmediate(resolve));
    throw new Error(`item ${item}`);
  };
  await assert.rejects(onAllCores(Array.from({ length: 100 }).keys(), failing), /item 0/);
  assert.ok(begun.length < 100);
});
