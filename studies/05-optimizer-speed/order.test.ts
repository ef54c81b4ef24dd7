import assert from "node:assert/strict";
import { test } from "node:test";
import { orderOf } from "./order.js";

const noise = [0, 1, -1, 2, -2];
const around = (centre: number, size = 1) => noise.map((value, at) => centre + size * value + 0.01 * at);

test("an order as published: τ is 1 in every sample, and every neighbour is slower", () => {
  const order = orderOf([around(50), around(40), around(30), around(20), around(10)]);
  assert.deepEqual(order.places, [1, 2, 3, 4, 5]);
  assert.deepEqual(order.correlation, { estimate: 1, lower: 1, upper: 1 });
  assert.equal(order.exactly, 1);
  for (const { difference, pValue } of order.neighbours) {
    assert.ok(Math.abs(difference.estimate - 10) < 1e-9);
    assert.ok(pValue < 0.001);
  }
});

test("the opposite order has τ −1; two methods exchanged cost a fifth of the pairs", () => {
  const reversed = orderOf([around(10), around(20), around(30), around(40), around(50)]);
  assert.equal(reversed.correlation.estimate, -1);
  assert.equal(reversed.exactly, 0);
  const exchanged = orderOf([around(40), around(50), around(30), around(20), around(10)]);
  assert.ok(Math.abs(exchanged.correlation.estimate - 0.8) < 1e-12);
  assert.deepEqual(exchanged.places, [2, 1, 3, 4, 5]);
  assert.ok((exchanged.neighbours[0]?.difference.upper ?? 0) < 0);
});

test("methods that cannot be told apart: the order changes from sample to sample", () => {
  const order = orderOf([around(20, 5), around(20.5, -5), around(10), around(5), around(1)]);
  assert.ok(order.exactly > 0.05 && order.exactly < 0.95);
  assert.ok(order.correlation.lower < 1 && order.correlation.upper === 1);
  assert.ok((order.neighbours[0]?.pValue ?? 0) > 0.5);
});
