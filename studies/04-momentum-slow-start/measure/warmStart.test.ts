import assert from "node:assert/strict";
import { test } from "node:test";
import { tf } from "momenta/engine";
import { warmStartMomentum } from "./warmStart.js";

test("a gradient that stays as it is: every step is lr / (1 − β) · g, the first one too", () => {
  const { init, update } = warmStartMomentum(0.01, 0.9);
  const params = { layer: tf.tensor2d([[1, 2]]) };
  const gradients = { layer: tf.tensor2d([[1, -3]]) };
  let state = init(params);
  for (let step = 1; step <= 3; step++) {
    const [updates, next] = update(gradients, state, params);
    state = next;
    const [a, b] = (updates as typeof params).layer.dataSync() as unknown as [number, number];
    assert.ok(Math.abs(a + 0.1) < 1e-6 && Math.abs(b - 0.3) < 1e-6, `step ${step}: ${a}, ${b}`);
  }
});

test("after the first step it is the heavy ball; each replica has a first step of its own", () => {
  const { update } = warmStartMomentum(1, 0.5);
  const params = { layer: tf.zeros([2, 1]) };
  const gradients = { layer: tf.tensor2d([[1], [1]]) };
  const state = { velocity: { layer: tf.tensor2d([[4], [0]]) }, isFirst: tf.tensor1d([0, 1]) };
  const [updates, next] = update(gradients, state, params);
  assert.deepEqual([...(updates as typeof params).layer.dataSync()], [-3, -2]);
  assert.deepEqual([...(next.isFirst as typeof state.isFirst).dataSync()], [0, 0]);
});
