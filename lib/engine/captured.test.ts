import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tensor } from "@tensorflow/tfjs";
import type { Binding } from "./binding.js";
import { jit } from "./jit.js";
import { scan } from "./scan.js";
import { tf } from "./tensorflow.js";
import { backend, functions, values } from "./testSupport.js";

const BIG = 16_385;

/** Runs `call` and says how many inputs the compiled function got, and how large its graph was. */
function watch<Result>(call: () => Result): { result: Result; inputs: number; graphBytes: number } {
  const { addFunction, executeOp } = backend.binding;
  const seen = { inputs: -1, graphBytes: 0 };
  const add: Binding["addFunction"] = (name, graph, ...rest) => {
    seen.graphBytes += graph.byteLength;
    addFunction(name, graph, ...rest);
  };
  const execute: Binding["executeOp"] = (op, attributes, ids, outputs) => {
    if (functions.living.has(op)) seen.inputs = ids.length;
    return executeOp(op, attributes, ids, outputs);
  };
  Object.assign(backend.binding, { addFunction: add, executeOp: execute });
  try {
    return { result: call(), ...seen };
  } finally {
    Object.assign(backend.binding, { addFunction, executeOp });
  }
}

const x = tf.tensor1d([1, 2]);

test("a captured tensor is held as it was, also after the original is disposed, and freed with the function", () => {
  const before = tf.memory().numTensors;
  const captured = tf.tidy(() => tf.square(tf.tensor1d([2, 3])));
  const add = jit((a: Tensor) => tf.add(a, captured));
  tf.tidy(() => {
    assert.deepEqual(values(add(x)), [5, 11]);
    captured.dispose();
  });
  assert.deepEqual(
    tf.tidy(() => values(add(x))),
    [5, 11],
  );
  add.dispose();
  assert.equal(tf.memory().numTensors, before);
});

test("a variable is captured with the value that it had", () => {
  const variable = tf.variable(tf.tensor1d([10, 20]));
  const add = jit((a: Tensor) => tf.add(a, variable));
  assert.deepEqual(values(add(x)), [11, 22]);
  variable.assign(tf.tensor1d([0, 0]));
  assert.deepEqual(values(add(x)), [11, 22]);
  const passed = jit((a: Tensor, b: Tensor) => tf.add(a, b));
  assert.deepEqual(values(passed(x, variable)), [1, 2]);
});

test("small and uniform host arrays are embedded, big ones are captured, also when made inside", () => {
  const small = watch(() => jit((a: Tensor) => tf.add(a, tf.tensor1d([3, 4])))(x));
  assert.deepEqual([values(small.result), small.inputs], [[4, 6], 1]);

  const uniform = watch(() => jit((a: Tensor) => tf.add(tf.sum(tf.ones([BIG])), a))(x));
  assert.deepEqual([values(uniform.result), uniform.inputs], [[BIG + 1, BIG + 2], 1]);
  assert.ok(uniform.graphBytes < 2000, `${uniform.graphBytes} bytes`);

  const ramp = Float32Array.from({ length: BIG }, (_, index) => index % 2);
  const sum = jit((a: Tensor) => tf.add(tf.sum(tf.tensor1d(ramp)), a));
  const big = watch(() => sum(x));
  assert.deepEqual([values(big.result), big.inputs], [[BIG >> 1, BIG >> 1].map((ones, at) => ones + at + 1), 2]);
  assert.ok(big.graphBytes < 2000, `${big.graphBytes} bytes`);
  assert.deepEqual(values(sum(x)), values(big.result));
});

test("constants of every dtype keep their values", () => {
  const constants = jit(() => [
    tf.tensor1d([0.1, Number.NaN, -0, Number.POSITIVE_INFINITY]),
    tf.tensor1d([2 ** 31 - 1, -(2 ** 31)], "int32"),
    tf.tensor1d([1, 0, 1], "bool"),
    tf.fill([3], Number.NaN),
    tf.fill([2], -0),
    tf.fill([2], -5, "int32"),
    tf.fill([2], 1, "bool"),
    tf.zeros([0]),
  ]);
  const found = constants().map((tensor) => [tensor.dtype, ...tensor.dataSync()]);
  assert.deepEqual(found, [
    ["float32", Math.fround(0.1), Number.NaN, -0, Number.POSITIVE_INFINITY],
    ["int32", 2 ** 31 - 1, -(2 ** 31)],
    ["bool", 1, 0, 1],
    ["float32", Number.NaN, Number.NaN, Number.NaN],
    ["float32", -0, -0],
    ["int32", -5, -5],
    ["bool", 1, 1],
    ["float32"],
  ]);
});

test("loops, and loops in loops, capture tensors of the function around them, of outside, and big arrays", () => {
  const outside = tf.tidy(() => tf.square(tf.tensor1d([1, 2])));
  const ramp = Float32Array.from({ length: BIG }, (_, index) => index % 2);
  const nested = jit((a: Tensor) => {
    const local = tf.mul(a, 10);
    const inner = (carry: Tensor): [Tensor, []] => [
      tf.add(tf.add(carry, local), tf.add(outside, tf.sum(tf.tensor1d(ramp)))),
      [],
    ];
    const outer = (carry: Tensor): [Tensor, Tensor] => [tf.add(scan(inner, carry, 3)[0], a), tf.add(carry, local)];
    return scan(outer, tf.zerosLike(a), 2);
  });
  // Each of the 2 outer steps adds a, and 3 times 10 a + outside + 8192.
  const expected = [1, 2].map((value) => 2 * (value + 3 * (10 * value + value ** 2 + 8192)));
  for (let call = 0; call < 2; call++) assert.deepEqual(values(nested(x)[0]), expected);
  outside.dispose();
  assert.deepEqual(values(nested(x)[0]), expected);
  assert.deepEqual(values(nested(tf.neg(x))[1]).slice(0, 2), [-10, -20]);
});
