import assert from "node:assert/strict";
import { test } from "node:test";
import { tf } from "../engine/tensorflow.js";
import { accuracy, softmaxCrossEntropy } from "./loss.js";

function assertClose(found: tf.Tensor, expected: number[]): void {
  const values = [...found.dataSync()];
  assert.equal(values.length, expected.length);
  values.forEach((value, index) => {
    assert.ok(Math.abs(value - (expected[index] as number)) < 1e-5, `${values} against ${expected}`);
  });
}

test("the loss is the mean over the batch of −log softmax at the label, for each replica", () => {
  const logits = tf.tensor([
    [
      [0, 0, 0],
      [1, 2, 3],
    ],
    [
      [5, 0, 0],
      [0, 0, -1],
    ],
  ]);
  const labels = tf.tensor2d([
    [1, 0, 0],
    [0, 0, 1],
  ]);
  const log = Math.log;
  const { exp } = Math;
  const expected = [(log(3) + log(1 + exp(-1) + exp(-2))) / 2, (log(1 + 2 * exp(-5)) + log(1 + 2 * exp(1))) / 2];
  assert.deepEqual(softmaxCrossEntropy(logits, labels).shape, [2]);
  assertClose(softmaxCrossEntropy(logits, labels), expected);
  assertClose(softmaxCrossEntropy(logits, tf.stack([labels, labels])), expected);
});

test("the loss of huge logits is finite", () => {
  assertClose(softmaxCrossEntropy(tf.tensor([[[1e4, 0]], [[-1e4, 0]]]), tf.tensor2d([[1, 0]])), [0, 1e4]);
});

test("its gradient is (softmax − label) / batch, replicas apart", () => {
  const logits = tf.tensor([
    [
      [0, 0],
      [0, 0],
    ],
    [
      [0, Math.log(3)],
      [0, 0],
    ],
  ]);
  const labels = tf.tensor2d([
    [1, 0],
    [0, 1],
  ]);
  const gradient = tf.grad((x: tf.Tensor) => tf.sum(softmaxCrossEntropy(x, labels)))(logits);
  assertClose(gradient, [-0.25, 0.25, 0.25, -0.25, -0.375, 0.375, 0.25, -0.25]);
});

test("accuracy counts per replica, with labels shared or its own", () => {
  const logits = tf.tensor([
    [
      [1, 0, 0],
      [0, 0, 9],
      [0, 5, 1],
      [2, 1, 0],
    ],
    [
      [0, 1, 0],
      [0, 0, 9],
      [0, 5, 9],
      [1, 2, 0],
    ],
  ]);
  assertClose(accuracy(logits, tf.tensor1d([0, 2, 1, 2], "int32")), [0.75, 0.25]);
  const own = tf.tensor2d(
    [
      [1, 1, 1, 1],
      [1, 2, 2, 1],
    ],
    [2, 4],
    "int32",
  );
  assertClose(accuracy(logits, own), [0.25, 1]);
});
