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
