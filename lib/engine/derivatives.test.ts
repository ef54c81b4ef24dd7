import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tensor, Tensor4D } from "@tensorflow/tfjs";
import { hessian, hessianDiagonal, valueAndGradient } from "./derivatives.js";
import { jit } from "./jit.js";
import { repeat } from "./repeat.js";
import { tf } from "./tensorflow.js";
import { assertClose, holdings, registrations } from "./testSupport.js";

/** Functions whose second derivatives need what tfjs alone loses, each with its second derivative. */
const functions: Record<string, [(x: Tensor) => Tensor, (x: number) => number]> = {
  exp: [tf.exp, Math.exp],
  tanh: [tf.tanh, (x) => -2 * Math.tanh(x) * (1 - Math.tanh(x) ** 2)],
  sigmoid: [tf.sigmoid, (x) => sigmoid(x) * (1 - sigmoid(x)) * (1 - 2 * sigmoid(x))],
  "(sigmoid - 1)²": [
    (x) => tf.square(tf.sub(tf.sigmoid(x), 1)),
    (x) => {
      const [s, slope] = [sigmoid(x), sigmoid(x) * (1 - sigmoid(x))];
      return 2 * slope ** 2 + 2 * (s - 1) * slope * (1 - 2 * s);
    },
  ],
  softplus: [tf.softplus, (x) => sigmoid(x) * (1 - sigmoid(x))],
  sin: [tf.sin, (x) => -Math.sin(x)],
  "relu of the square": [(x) => tf.relu(tf.sub(tf.square(x), 0.1)), (x) => (x * x > 0.1 ? 2 : 0)],
  "exp of tanh": [
    (x) => tf.exp(tf.tanh(x)),
    (x) => {
      const [t, slope] = [Math.tanh(x), 1 - Math.tanh(x) ** 2];
      return Math.exp(t) * (slope ** 2 - 2 * t * slope);
    },
  ],
};

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

const at = [-1.5, -0.2, 0.7, 2];

for (const [name, [fn, second]] of Object.entries(functions)) {
  test(`the second derivative of ${name}, in every replica and coordinate`, () => {
    const points = tf.tensor2d(at, [2, 2]);
    const sum = (x: Tensor) => tf.sum(fn(x), 1);
    const [a, b, c, d] = at.map(second) as [number, number, number, number];
    const expected = tf.tensor3d([a, 0, 0, b, c, 0, 0, d], [2, 2, 2]);
    const both = (x: Tensor) => ({ whole: hessian(sum, x), diagonal: hessianDiagonal(sum, x) });
    const wanted = { whole: expected, diagonal: tf.tensor2d([a, b, c, d], [2, 2]) };
    assertClose(both(points), wanted, 1e-5);
    assertClose(jit(both, { compiler: "graph" })(points), wanted, 1e-5);
  });
}

test("the Hessian of −log softmax is diag(p) − p pᵀ", () => {
  const logits = tf.tensor2d([[0.3, -1, 2]]);
  const p = [...tf.softmax(logits).dataSync()];
  const expected = p.map((pi, i) => p.map((pj, j) => (i === j ? pi : 0) - pi * pj));
  const loss = (x: Tensor) => tf.neg(tf.reshape(tf.slice(tf.logSoftmax(x), [0, 1], [1, 1]), [1]));
  assertClose(hessian(loss, logits), tf.tensor3d([expected]), 1e-5);
});

test("mixed derivatives: x²y has [[2y, 2x], [2x, 0]]", () => {
  const cubic = (v: Tensor) =>
    tf.prod(tf.concat([tf.square(tf.slice(v, [0, 0], [-1, 1])), tf.slice(v, [0, 1], [-1, 1])], 1), 1);
  const product = (v: Tensor) =>
    tf.reshape(tf.mul(tf.square(tf.slice(v, [0, 0], [-1, 1])), tf.slice(v, [0, 1], [-1, 1])), [-1]);
  for (const fn of [product, cubic]) {
    assertClose(
      hessian(fn, tf.tensor2d([[3, 5]])),
      tf.tensor3d([
        [
          [10, 6],
          [6, 0],
        ],
      ]),
    );
  }
  const pooled = (v: Tensor) =>
    tf.sum(tf.square(tf.maxPool(tf.reshape(v, [1, 2, 1, 1]) as Tensor4D, 1, 1, "same")), [1, 2, 3]) as Tensor;
  assert.throws(() => hessian(pooled, tf.tensor2d([[3, 5]])), /gradient function not found for MaxPoolGrad/);
});

test("values and gradients of all replicas", () => {
  const { value, gradient } = valueAndGradient(
    (x) => tf.sum(tf.exp(x), 1),
    tf.tensor2d([
      [0, 1],
      [2, 0],
    ]),
  );
  assertClose(value, tf.tensor1d([1 + Math.E, Math.E ** 2 + 1]), 1e-6);
  assertClose(
    gradient,
    tf.tensor2d([
      [1, Math.E],
      [Math.E ** 2, 1],
    ]),
    1e-6,
  );
});

test("a function that mixes replicas up in its value is named", () => {
  const points = tf.zeros([3, 2]);
  assert.throws(() => valueAndGradient((x) => tf.sum(x), points), /gives shape \[\] for 3 replicas; .* shape \[3\]/);
  assert.throws(() => valueAndGradient((x) => x, points), /gives shape \[3,2\]/);
  assert.throws(() => hessian((x) => tf.sum(x), points), /hessian: the function gives shape \[\] for 3 replicas/);
  assert.throws(() => hessianDiagonal((x) => tf.sum(x), points), /hessianDiagonal: the function gives shape \[\]/);
  for (const derivative of [valueAndGradient, hessian, hessianDiagonal]) {
    assert.throws(() => derivative((x) => x, tf.zeros([3])), /the points have shape \[3\]; give \[replicas, numbers\]/);
  }
});

test("repeat: the same op by op, compiled by XLA and as a graph, and it stops where it is finished", () => {
  let steps = 0;
  const doubled = (x: Tensor) =>
    repeat(
      10,
      (value: Tensor) => {
        steps += 1;
        return tf.mul(value, 2);
      },
      x,
      (value) => tf.any(tf.less(value, 30)),
    );
  const indices = (x: Tensor) =>
    repeat(4, (value: Tensor, index) => tf.add(tf.mul(value, 10), tf.cast(index, "float32")), x);
  const compiled = (fn: (x: Tensor) => Tensor) => [fn, jit(fn), jit(fn, { compiler: "graph" })];
  for (const run of compiled(doubled)) assertClose(run(tf.tensor1d([1, 3])), tf.tensor1d([32, 96]));
  for (const run of compiled(indices)) assertClose(run(tf.tensor1d([0])), tf.tensor1d([123]));
  steps = 0;
  doubled(tf.tensor1d([16]));
  assert.equal(steps, 1);
  assert.equal(
    registrations(() => indices(tf.tensor1d([0]))),
    0,
  );
});

test("repeat refuses what is no number of steps, a carry that changes and an end that is no bool, also op by op", () => {
  const double = (x: Tensor) => tf.mul(x, 2);
  for (const times of [-1, 1.5, Number.NaN]) {
    assert.throws(
      () => repeat(times, double, tf.scalar(1)),
      new RegExp(`the length is ${times}; it has to be a whole`),
    );
  }
  assert.throws(
    () => repeat(2, (x: Tensor) => tf.concat([x, x]), tf.zeros([1])),
    /repeat: .* float32\[1\] and came back as float32\[2\]/,
  );
  assert.throws(
    () => repeat(2, double, tf.scalar(1), () => tf.scalar(1)),
    /unfinished is float32\[\] .* give a bool scalar/,
  );
});

test("nothing is left behind", () => {
  const points = tf.tensor2d(at, [2, 2]);
  const run = () => tf.dispose(hessian((x) => tf.sum(tf.tanh(x), 1), points));
  run();
  const before = holdings();
  run();
  assert.deepEqual(holdings(), before);
});
