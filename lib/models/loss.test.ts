import assert from "node:assert/strict";
import { test } from "node:test";
import { tf } from "../engine/tensorflow.js";
import { accuracy, binaryAccuracy, sigmoidCrossEntropy, softmaxCrossEntropy, squaredError } from "./loss.js";

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

test("losses of sequences are the mean over all their places", () => {
  const logits = tf.tensor4d(
    Float32Array.from({ length: 2 * 3 * 4 * 5 }, (_, index) => Math.sin(index)),
    [2, 3, 4, 5],
  );
  const classes = tf.tensor2d(
    Int32Array.from({ length: 12 }, (_, index) => (index * 7) % 5),
    [3, 4],
    "int32",
  );
  const labels = tf.cast(tf.oneHot(classes, 5), "float32");
  const flat = tf.reshape(logits, [2, 12, 5]);
  const expected = softmaxCrossEntropy(flat, tf.reshape(labels, [12, 5]));
  assertClose(softmaxCrossEntropy(logits, labels), [...expected.dataSync()]);
  assertClose(accuracy(logits, classes), [...accuracy(flat, tf.reshape(classes, [12])).dataSync()]);
});

test("squared error is the mean over batch and outputs, without the factor ½", () => {
  const outputs = tf.tensor([[[1, 2]], [[0, -1]]]);
  assertClose(squaredError(outputs, tf.tensor2d([[3, 2]])), [2, 9]);
  assertClose(squaredError(outputs, tf.tensor([[[1, 2]], [[2, 0]]])), [0, 2.5]);
});

test("the logistic loss and its gradient are exact at 0 and far from it", () => {
  const loss = (z: number, y: number) => sigmoidCrossEntropy(tf.tensor([[[z]]]), tf.tensor2d([[y]]));
  const slope = (z: number, y: number) =>
    tf.grad((x: tf.Tensor) => tf.sum(sigmoidCrossEntropy(x, tf.tensor2d([[y]]))))(tf.tensor([[[z]]]));
  assertClose(loss(0, 1), [Math.LN2]);
  assertClose(loss(1e4, 0), [1e4]);
  assertClose(slope(0, 1), [-0.5]);
  assertClose(slope(0, 0), [0.5]);
  assertClose(slope(-1e4, 1), [-1]);
  const small = (loss(30, 1).dataSync()[0] as number) / Math.exp(-30);
  assert.ok(Math.abs(small - 1) < 1e-5, `${small}`);
});

test("binary accuracy counts the logits on their label's side of 0", () => {
  const logits = tf.tensor([
    [[1], [-1], [0], [3]],
    [[-2], [-1], [2], [1]],
  ]);
  assertClose(binaryAccuracy(logits, tf.tensor2d([[1], [0], [1], [0]])), [0.5, 0.5]);
});

test("shapes that broadcasting would make a wrong number of are named", () => {
  const outputs = tf.zeros([2, 3, 1]);
  assert.throws(
    () => squaredError(outputs, tf.zeros([3])),
    /squaredError: targets have shape \[3\]; give \[2,3,1\] or/,
  );
  assert.throws(() => sigmoidCrossEntropy(outputs, tf.zeros([2, 3])), /labels have shape \[2,3\]/);
  assert.throws(() => softmaxCrossEntropy(tf.zeros([2, 3, 4]), tf.zeros([4])), /labels have shape \[4\]/);
  assert.throws(() => accuracy(tf.zeros([2, 3, 4]), tf.zeros([2, 1], "int32")), /accuracy: labels have shape \[2,1\]/);
});
