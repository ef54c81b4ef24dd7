import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Scalar, Tensor, Tensor2D } from "@tensorflow/tfjs";
import { jit } from "./jit.js";
import { scan } from "./scan.js";
import { tf } from "./tensorflow.js";
import { backend, functions, holdings, pattern, thrown, values } from "./testSupport.js";
import { leaves, type TensorTree } from "./tree.js";

test("ten thousand calls of a compiled function and of a scan hold nothing: no tensor, no function, no memory", () => {
  const weights = pattern([4, 4]) as Tensor2D;
  const layer = jit((x: Tensor2D, { bias }: { bias: Tensor }) => {
    const [slope] = tf.grads((at: Tensor) => tf.sum(tf.tanh(tf.matMul(at as Tensor2D, weights))))([x]);
    return { out: [tf.add(tf.matMul(x, weights), bias), x], slope: slope as Tensor };
  });
  const step = (carry: Tensor, row: Tensor): [Tensor, TensorTree] => [tf.add(carry, row), { row, sum: tf.sum(carry) }];
  const work = () => {
    const x = pattern([3, 4]) as Tensor2D;
    tf.dispose(layer(x, { bias: x }));
    tf.dispose(leaves<Tensor>(scan(step, tf.zeros([4]), x)));
  };
  const call = (times: number) => {
    for (let made = 0; made < times; made++) tf.tidy(work);
  };
  call(2000);
  const before = holdings();
  const resident = process.memoryUsage.rss();
  call(10_000);
  assert.deepEqual(holdings(), before);
  const grown = process.memoryUsage.rss() / resident - 1;
  assert.ok(grown < 0.05, `resident memory has grown by ${(100 * grown).toFixed(1)} %`);
});

test("without a tidy around them, calls leave exactly their results", () => {
  const x = tf.tensor1d([1, 2, 3]);
  const step = (carry: Tensor, row: Tensor): [Tensor, Tensor] => [tf.add(carry, row), tf.mul(row, 2)];
  const both = jit((a: Tensor) => [tf.square(a), tf.neg(a)]);
  const zero = tf.scalar(0);
  const run = () => [...both(x), ...scan(step, zero, x)];
  for (const arrange of [jit.enable, jit.disable]) {
    arrange();
    tf.dispose(run());
    const before = holdings();
    const results = [run(), run()].flat();
    const { length } = results;
    assert.deepEqual(holdings(), { ...before, tensors: before.tensors + length, native: before.native + length });
    tf.dispose(results);
    assert.deepEqual(holdings(), before);
  }
  jit.enable();
});

/** Ways in which recording fails, each after something was recorded, captured and, in some, registered. */
const failures: Record<string, (x: Tensor, captured: Tensor) => TensorTree> = {
  "the function throws": (x, captured) => {
    tf.add(x, captured);
    throw new Error("as it wants");
  },
  "a value is read inside a gradient": (x, captured) =>
    tf.grad((at: Tensor) => {
      const product = tf.mul(tf.tanh(at), captured);
      product.dataSync();
      return tf.sum(product);
    })(x),
  "random numbers are drawn inside a loop": (x, captured) =>
    scan((carry: Tensor) => [tf.add(tf.add(carry, captured), tf.randomUniform([2])), []], x, 3)[0],
  "the second of two loops changes its carry": (x, captured) => {
    const [once] = scan((carry: Tensor) => [tf.add(carry, captured), []], x, 3);
    return scan((carry: Tensor) => [tf.sum(carry), []], once, 3)[0];
  },
  "the graph is refused": (x, captured) =>
    backend.executeSingleOutput("Identity", [], [scan((carry: Tensor) => [tf.mul(carry, captured), []], x, 3)[0]]),
  "the result is no tensor": (x, captured) => ({ sum: tf.add(x, captured), count: 3 as unknown as Tensor }),
};

for (const [name, fail] of Object.entries(failures)) {
  test(`a failed recording leaves nothing behind: ${name}`, () => {
    const x = tf.tensor1d([1, 2]);
    const captured = tf.tensor1d([3, 4]);
    // Both are uploaded on their first use.
    tf.dispose(tf.add(x, captured));
    const [before, random, binding] = [holdings(), Math.random, { ...backend.binding }];
    thrown(() => jit(fail)(x, captured));
    thrown(() => jit((at: Tensor) => fail(at, captured))(x));
    assert.deepEqual(holdings(), before);
    assert.equal(Math.random, random);
    assert.deepEqual({ ...backend.binding }, binding);
    assert.deepEqual(values(jit((at: Tensor) => tf.square(at))(x)), [1, 4]);
  });
}

test("six hundred shapes: 64 programs live at a time, dispose frees them, and their memory serves the next ones", () => {
  const gram = jit((x: Tensor2D) => tf.sum(tf.tanh(tf.matMul(x, x, true))), { compiler: "graph" });
  const before = holdings();
  const call = (from: number, to: number) => {
    for (let rows = from; rows < to; rows++) tf.tidy(() => void gram(tf.zeros([rows, 4])));
  };
  call(1, 201);
  assert.equal(holdings().functions, before.functions + 64);
  gram.dispose();
  assert.deepEqual(holdings(), before);
  const resident = process.memoryUsage.rss();
  call(201, 601);
  gram.dispose();
  assert.deepEqual(holdings(), before);
  const grown = (process.memoryUsage.rss() - resident) / 400 / 1e6;
  assert.ok(grown < 0.1, `resident memory has grown by ${grown.toFixed(2)} MB for each program`);
});

test("a compiled function that is garbage frees its programs", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const earlier = new Set(functions.living);
  const left = () => [...functions.living].filter((name) => !earlier.has(name));
  const one = tf.scalar(1);
  (() => {
    const captured = tf.scalar(2);
    const add = jit((x: Tensor) => tf.add(x, captured));
    tf.dispose([add(one), scan((carry: Tensor, index: Scalar) => [tf.add(carry, index), []], one, 2)[0]]);
  })();
  assert.equal(left().length, 4);
  for (let attempt = 0; attempt < 50 && left().length > 0; attempt++) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.deepEqual(left(), []);
});
