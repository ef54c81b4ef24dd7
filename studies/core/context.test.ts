import assert from "node:assert/strict";
import { test } from "node:test";
import { contextOf } from "./context.js";

const execution = {
  title: "t",
  store: null,
  experiment: "t",
  fresh: false,
  compiler: undefined,
  keepItem: async (_: object, make: () => unknown) => make() as never,
} as const;

test("map keeps the order, lets timers run, and ends where the cell is interrupted", async () => {
  const { context, end } = contextOf(execution);
  let ticks = 0;
  const timer = setInterval(() => ticks++, 0);
  const values = await context.map([1, 2, 3], "cells", async (item, index) => {
    const until = performance.now() + 3;
    while (performance.now() < until);
    return 10 * item + index;
  });
  clearInterval(timer);
  assert.deepEqual(values, [10, 21, 32]);
  assert.ok(ticks > 0);

  const controller = new AbortController();
  const kernel = globalThis as { [key: symbol]: unknown };
  kernel[Symbol.for("Jupyter.signal")] = controller.signal;
  try {
    const seen: number[] = [];
    const interrupted = context.map([1, 2, 3], "cells", (item) => {
      seen.push(item);
      if (item === 2) controller.abort(new Error("interrupted"));
    });
    await assert.rejects(interrupted, /^Error: interrupted$/);
    assert.deepEqual(seen, [1, 2]);
  } finally {
    delete kernel[Symbol.for("Jupyter.signal")];
  }
  end();
});
