import assert from "node:assert/strict";
import { test } from "node:test";
import type { Scalar, Tensor, Tensor1D } from "@tensorflow/tfjs";
import { gradients, valueAndGradients } from "./gradients.js";
import { jit } from "./jit.js";
import { tf, tidy } from "./tensorflow.js";
import { assertClose, holdings, values } from "./testSupport.js";

interface Params extends Record<string, Tensor> {
  /** [R, n] */
  readonly a: Tensor;
  readonly b: Tensor;
}

/** Σ a² · b for each replica. */
const loss = ({ a, b }: Params) => tf.sum<Tensor1D>(tf.mul(tf.square(a), b), 1);

test("the loss of each replica and its own gradients, in closed form, op by op and compiled", () => {
  const a = tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]);
  const b = tf.tensor2d([1, 0, -1, 2, 0.5, 0], [3, 2]);
  const expected = tidy(() => ({
    value: tf.tensor1d([1, 23, 12.5]),
    gradients: { a: tf.mul(2, tf.mul(a, b)), b: tf.square(a) },
  }));
  const before = holdings();
  for (const run of [
    (params: Params) => valueAndGradients(loss, params),
    jit((params: Params) => valueAndGradients(loss, params)),
    jit((params: Params) => valueAndGradients(loss, params), { compiler: "graph" }),
  ]) {
    tidy(() => assertClose(run({ a, b }), expected));
  }
  assert.equal(holdings().tensors, before.tensors);
});

test("bit for bit the gradients of the sum", () => {
  tidy(() => {
    const params = { a: tf.randomNormal([4, 7], 0, 1, "float32", 1), b: tf.randomNormal([4, 7], 0, 1, "float32", 2) };
    const alone = gradients((at: Params) => tf.sum(loss(at)) as Scalar, params);
    assert.deepEqual(values(valueAndGradients(loss, params).gradients), values(alone));
  });
});

test("one tensor as two parameters has the gradient of each", () => {
  tidy(() => {
    const x = tf.tensor2d([2, 3], [2, 1]);
    assert.deepEqual(values(valueAndGradients(loss, { a: x, b: x }).gradients), [8, 18, 4, 9]);
    assert.deepEqual(values(gradients((at: Params) => tf.sum(loss(at)) as Scalar, { a: x, b: x })), [8, 18, 4, 9]);
  });
});

test("a loss of another shape is refused", () => {
  const x = tf.tensor1d([1, 2]);
  const square = (at: Tensor) => tf.square(at);
  assert.throws(
    () => gradients(square as (at: Tensor) => Scalar, x),
    /gradients: the loss has shape \[2\]; it has to be \[\]/,
  );
  const mean = (at: Tensor) => tf.mean(at);
  assert.throws(
    () => valueAndGradients(mean as (at: Tensor) => Tensor1D, x),
    /valueAndGradients: the loss has shape \[\]; it has to be \[R\]/,
  );
});

test("a gradient of a gradient keeps the terms of tanh and softplus", () => {
  const second = (fn: (x: Tensor) => Tensor) => {
    const slope = (x: Tensor) => tf.grad((at: Tensor) => tf.sum(fn(at)))(x);
    return values(tidy(() => tf.grad((x: Tensor) => tf.sum(slope(x)))(tf.scalar(0.5))))[0] as number;
  };
  const tanh = Math.tanh(0.5);
  const logistic = 1 / (1 + Math.exp(-0.5));
  assert.ok(Math.abs(second(tf.tanh) - -2 * tanh * (1 - tanh * tanh)) < 1e-6);
  assert.ok(Math.abs(second(tf.softplus) - logistic * (1 - logistic)) < 1e-6);
  const product = 2 * (1 - tanh * tanh) - 0.5 * 2 * tanh * (1 - tanh * tanh);
  assert.ok(Math.abs(second((x) => tf.mul(x, tf.tanh(x))) - product) < 1e-6);
});
