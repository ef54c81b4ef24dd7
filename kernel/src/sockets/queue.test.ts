import assert from "node:assert/strict";
import { test } from "node:test";
import { Queue } from "./queue.js";

test("entries come out in order, also to a reader that waits", async () => {
  const queue = new Queue<number>();
  const waiting = queue.next();
  queue.push(1);
  queue.push(2);
  assert.deepEqual([await waiting, await queue.next()], [1, 2]);
});

test("entries can be taken out of the middle", async () => {
  const queue = new Queue<number>();
  for (const entry of [1, 2, 3, 4]) queue.push(entry);
  assert.deepEqual(
    queue.take((entry) => entry % 2 === 0),
    [2, 4],
  );
  assert.deepEqual([await queue.next(), await queue.next()], [1, 3]);
});
