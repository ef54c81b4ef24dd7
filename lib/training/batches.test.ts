import assert from "node:assert/strict";
import { test } from "node:test";
import { Batches, exampleOrder } from "./batches.js";

const examples = Int32Array.of(10, 11, 12, 13, 14, 15, 16);
const order = (batches: number, { seed = 1, phase = 0 } = {}) =>
  new Batches(exampleOrder(examples, seed, phase), 3, batches);

/** The first `count` batches, as one window. */
const sequence = (count: number, key = {}) => [...order(count, key).from(0)];

test("every epoch is a permutation of the examples, batches go across the ends of epochs, orders differ", () => {
  const epochs = 30;
  const seen = sequence((epochs * 7) / 3);
  const orders = new Set<string>();
  for (let epoch = 0; epoch < epochs; epoch++) {
    const part = seen.slice(7 * epoch, 7 * (epoch + 1));
    assert.deepEqual([...part].sort(), [...examples]);
    orders.add(part.join());
  }
  assert.ok(orders.size > epochs / 2);
  assert.deepEqual([...examples], [10, 11, 12, 13, 14, 15, 16]);
});

test("the order depends on seed and phase, and on nothing else", () => {
  assert.deepEqual(sequence(9), sequence(9));
  assert.notDeepEqual(sequence(9), sequence(9, { seed: 2 }));
  assert.notDeepEqual(sequence(9), sequence(9, { phase: 1 }));
  assert.deepEqual(sequence(40).slice(0, 27), sequence(9));
});

test("windows that overlap, repeat, follow each other or leave a gap show the same order", () => {
  const whole = sequence(60);
  for (const firsts of [
    [0, 3, 3, 10],
    [0, 5, 10],
    [0, 1, 2, 2, 9, 40],
    [7, 50],
  ]) {
    const shown = order(5);
    for (const first of firsts) assert.deepEqual([...shown.from(first)], whole.slice(3 * first, 3 * (first + 5)));
  }
});
