import assert from "node:assert/strict";
import { test } from "node:test";
import { mixed, Reservoir } from "./replay.js";

test("a reservoir holds each example that it was offered with the same probability", () => {
  const [capacity, offered, seeds] = [5, 20, 4000];
  const held = Array<number>(offered).fill(0);
  for (let seed = 0; seed < seeds; seed++) {
    const reservoir = new Reservoir(capacity, seed);
    for (let row = 0; row < offered; row++) reservoir.offer({ row, task: 0 });
    const next = reservoir.replayed(1);
    const rows = new Set(Array.from({ length: 200 }, () => next().row));
    assert.equal(rows.size, capacity);
    for (const row of rows) held[row] = (held[row] as number) + 1;
  }
  const expected = (seeds * capacity) / offered;
  const standardError = Math.sqrt(expected * (1 - capacity / offered));
  for (const count of held) assert.ok(Math.abs(count - expected) < 4 * standardError, `${held}`);
});

test("what is replayed is drawn anew for every phase, and again the same", () => {
  const reservoir = new Reservoir(5, 1);
  for (let row = 0; row < 20; row++) reservoir.offer({ row, task: 0 });
  const drawn = (phase: number) => Array.from({ length: 30 }, reservoir.replayed(phase));
  assert.deepEqual(drawn(1), drawn(1));
  assert.notDeepEqual(drawn(1), drawn(2));
});

test("in a batch new examples come first, and the others after them", () => {
  const next = mixed(
    () => 1,
    () => 0,
    5,
    2,
  );
  assert.deepEqual(Array.from({ length: 10 }, next), [1, 1, 1, 0, 0, 1, 1, 1, 0, 0]);
});
