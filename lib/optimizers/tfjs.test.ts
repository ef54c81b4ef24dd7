/** Four faults of the optimizers that tfjs has, each shown there, and that ours does not have it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Optimizer as TfjsOptimizer } from "@tensorflow/tfjs";
import { tf } from "../engine/tensorflow.js";
import { adadelta, applyUpdates, centeredRmsprop, type Optimizer, sgd } from "./index.js";

/** Where a parameter at 1 is after tfjs has taken the given gradients. */
function byTfjs(optimizer: TfjsOptimizer, gradients: number[]): number {
  const parameter = tf.variable(tf.scalar(1));
  for (const gradient of gradients) optimizer.applyGradients([{ name: parameter.name, tensor: tf.scalar(gradient) }]);
  return parameter.dataSync()[0] as number;
}

/** The same by ours. */
function byOurs(optimizer: Optimizer, gradients: number[]): number {
  let params = { x: tf.tensor([[1]]) };
  let state = optimizer.init(params);
  for (const gradient of gradients) {
    const [updates, next] = optimizer.update({ x: tf.tensor([[gradient]]) }, state, params);
    [params, state] = [applyUpdates(params, updates), next];
  }
  return params.x.dataSync()[0] as number;
}

function assertNear(found: number, expected: number): void {
  assert.ok(Math.abs(found - expected) <= 1e-6, `${found} against ${expected}`);
}

test("Adadelta's first step: all of the gradient in tfjs, √(ε / ((1 − ρ) · g² + ε)) of it here", () => {
  const [rho, epsilon] = [0.95, 1e-6];
  for (const gradient of [0.5, 8]) {
    assertNear(byTfjs(tf.train.adadelta(1, rho, epsilon), [gradient]), 1 - gradient);
    const expected = 1 - Math.sqrt(epsilon / ((1 - rho) * gradient ** 2 + epsilon)) * gradient;
    assertNear(byOurs(adadelta({ decay: rho, epsilon }), [gradient]), expected);
  }
});

test("centered RMSProp at gradient 0: not a number in tfjs, no step here", () => {
  assert.ok(Number.isNaN(byTfjs(tf.train.rmsprop(0.1, 0.9, 0, 1e-8, true), [0])));
  assert.equal(byOurs(centeredRmsprop({ learningRate: 0.1, decay: 0.9 }), [0]), 1);
});

test("another momentum: ignored by tfjs, taken from the next update on here", () => {
  const [parameter, optimizer] = [tf.variable(tf.scalar(0)), tf.train.momentum(1, 0.5)];
  const step = () => optimizer.applyGradients([{ name: parameter.name, tensor: tf.scalar(2) }]);
  step();
  optimizer.setMomentum(0);
  step();
  // Velocities 2 and .5 · 2 + 2; with momentum 0 the second would be 2.
  assertNear(parameter.dataSync()[0] as number, -(2 + 3));

  const params = { x: tf.zeros([1, 1]) };
  const gradients = { x: tf.tensor([[2]]) };
  const before = sgd({ learningRate: 1, momentum: 0.5 });
  const [, state] = before.update(gradients, before.init(params), params);
  const [updates] = sgd({ learningRate: 1, momentum: 0 }).update(gradients, state, params);
  assertNear((updates as typeof params).x.dataSync()[0] as number, -2);
});

test("a changed list of parameters: the newcomer inherits another's velocity in tfjs, and is refused here", () => {
  const optimizer = tf.train.momentum(1, 0.5);
  const [first, second] = [tf.variable(tf.scalar(0)), tf.variable(tf.scalar(0))];
  optimizer.applyGradients([{ name: first.name, tensor: tf.scalar(8) }]);
  optimizer.applyGradients([{ name: second.name, tensor: tf.scalar(1) }]);
  assertNear(second.dataSync()[0] as number, -(0.5 * 8 + 1));

  const { init, update } = sgd({ learningRate: 1, momentum: 0.5 });
  const one = { first: tf.tensor([[8]]) };
  const other = { second: tf.tensor([[1]]) };
  const [, state] = update(one, init(one), one);
  assert.throws(
    () => update(other, state, other),
    /the trees differ: one has 1 leaves \(first\), another 1 \(second\)/,
  );
});
