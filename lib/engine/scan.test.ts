import assert from "node:assert/strict";
import { test } from "node:test";
import type { Scalar, Tensor } from "@tensorflow/tfjs";
import { jit } from "./jit.js";
import { scan } from "./scan.js";
import { tf } from "./tensorflow.js";
import { assertClose, pattern, values } from "./testSupport.js";
import type { TensorTree } from "./tree.js";

interface Carry extends Record<string, TensorTree> {
  readonly position: Tensor;
  readonly past: { readonly sum: Tensor; readonly count: Tensor };
}
interface Input extends Record<string, TensorTree> {
  readonly push: Tensor;
  readonly scale: readonly [Tensor];
}
interface Output extends Record<string, TensorTree> {
  readonly norm: Tensor;
  readonly seen: readonly [Tensor, Tensor];
}

/** A step whose trees have every kind of branch, and two dtypes. */
function step({ position, past }: Carry, { push, scale: [scale] }: Input): [Carry, Output] {
  const next = tf.add(tf.mul(position, scale), push);
  const sum = tf.add(past.sum, tf.tanh(next));
  const count = tf.add(past.count, tf.scalar(1, "int32"));
  return [
    { position: next, past: { sum, count } },
    { norm: tf.sum(tf.square(next)), seen: [count, tf.neg(position)] },
  ];
}

const carry: Carry = { position: pattern([3], 1), past: { sum: tf.zeros([3]), count: tf.scalar(5, "int32") } };
const inputs: Input = { push: pattern([6, 3], 2), scale: [pattern([6], 3)] };

/** The same in JavaScript, a step at a time. */
function loop(steps: number): [Carry, Output[]] {
  let current = carry;
  const outputs: Output[] = [];
  for (let at = 0; at < steps; at++) {
    const row = <T extends Tensor>(tensor: T) => tf.unstack(tensor)[at] as Tensor;
    const [next, output] = step(current, { push: row(inputs.push), scale: [row(inputs.scale[0])] });
    current = next;
    outputs.push(output);
  }
  return [current, outputs];
}

test("a scan over inputs = the loop in JavaScript: carry, stacked outputs, trees, dtypes; plain, compiled, op by op", () => {
  const [last, outputs] = loop(6);
  const stacked = {
    norm: tf.stack(outputs.map(({ norm }) => norm)),
    seen: [0, 1].map((at) => tf.stack(outputs.map(({ seen }) => seen[at] as Tensor))),
  };
  const run = (first: Carry, over: Input) => scan(step, first, over);
  jit.disable();
  const opByOp = run(carry, inputs);
  jit.enable();
  const ways = [opByOp, run(carry, inputs), jit(run)(carry, inputs), jit(run, { compiler: "graph" })(carry, inputs)];
  for (const way of ways) assertClose(way, [last, stacked]);
});

const addIndex = (sum: Tensor, index: Scalar): [Tensor, TensorTree] => [tf.add(sum, index), tf.mul(index, 2)];
const accumulate = (sum: Tensor, index: Scalar): [Tensor, TensorTree] => [tf.add(sum, index), []];

test("a scan over a length: the step's input is its index", () => {
  const [sum, outputs] = scan(addIndex, tf.scalar(0, "int32"), 5);
  assert.deepEqual([sum.dtype, ...values(sum)], ["int32", 10]);
  assert.deepEqual(values(outputs), [0, 2, 4, 6, 8]);
});

test("a length that is a tensor, known or computed in the compiled function", () => {
  const zero = tf.scalar(0, "int32");
  const sums = [0, 1, 7, 1000].map((length) => values(scan(accumulate, zero, tf.scalar(length, "int32"))[0])[0]);
  assert.deepEqual(sums, [0, 0, 21, 499_500]);
  const twice = jit((length: Scalar) => scan(accumulate, zero, tf.mul(length, tf.scalar(2, "int32")) as Scalar)[0]);
  assert.deepEqual(values(twice(tf.scalar(3, "int32"))), [15]);
});

test("no steps: the carry as it was, outputs of no rows", () => {
  const empty = { push: tf.zeros([0, 3]), scale: [tf.zeros([0])] as const };
  for (const arrange of [jit.enable, jit.disable]) {
    arrange();
    const [last, outputs] = scan(step, carry, empty);
    assertClose(last, carry);
    assertClose(outputs, { norm: tf.zeros([0]), seen: [tf.zeros([0], "int32"), tf.zeros([0, 3])] });
    assertClose(scan(addIndex, tf.scalar(4, "int32"), 0), [tf.scalar(4, "int32"), tf.zeros([0])]);
    const unchanged = scan(accumulate, tf.scalar(4, "int32"), tf.scalar(0, "int32"));
    assert.deepEqual(values(unchanged), [4]);
  }
  jit.enable();
});

test("a scan in a scan, the inner one over what the outer one is at", () => {
  // Horner's rule for every row of coefficients, then the sum of the values.
  const at = tf.scalar(2);
  const horner = (value: Tensor, coefficient: Tensor): [Tensor, []] => [tf.add(tf.mul(value, at), coefficient), []];
  const rows = (sum: Tensor, row: Tensor): [Tensor, Tensor] => {
    const [value] = scan(horner, tf.scalar(0), row);
    return [tf.add(sum, value), value];
  };
  const coefficients = tf.tensor2d([
    [1, 0, 3],
    [0, 2, 1],
  ]);
  for (const arrange of [jit.enable, jit.disable]) {
    arrange();
    const [sum, polynomials] = scan(rows, tf.scalar(0), coefficients);
    assert.deepEqual([values(polynomials), values(sum)], [[7, 5], [12]]);
  }
  jit.enable();
});

test("two loops one after the other in one function", () => {
  const both = jit((x: Tensor) => {
    const [doubled] = scan((value: Tensor) => [tf.mul(value, 2), []], x, 3);
    const [raised] = scan((value: Tensor) => [tf.add(value, x), []], doubled, 2);
    return raised;
  });
  assert.deepEqual(values(both(tf.tensor1d([1, -1]))), [10, -10]);
});

test("a gradient goes through a scan, outside, compiled, and in the step of another scan", () => {
  // d/dx of x^(2^3).
  const power = (x: Tensor) => scan((value: Tensor) => [tf.square(value), []], x, 3)[0];
  const slope = (x: Tensor) => tf.grad((at: Tensor) => tf.sum(power(at)))(x);
  const x = tf.tensor1d([1, 0.5, -1]);
  const expected = tf.tensor1d([8, 8 * 0.5 ** 7, -8]);
  assertClose(slope(x), expected);
  assertClose(jit(slope)(x), expected);
  const descend = (at: Tensor): [Tensor, Tensor] => [tf.sub(at, tf.mul(slope(at), 0.01)), slope(at)];
  assertClose(scan(descend, x, 1), [tf.sub(x, tf.mul(expected, 0.01)), tf.expandDims(expected, 0)]);
});
