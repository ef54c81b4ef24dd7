import assert from "node:assert/strict";
import { test } from "node:test";
import { leastAt } from "./leastAt.js";

test("the least point, also of a function that is infinite beyond it, and at an end", () => {
  const least = (value: (at: number) => number) => Number(leastAt(0, 4, value).toFixed(6));
  assert.equal(
    least((x) => (x > 1.3 ? Infinity : (x - 1) ** 2)),
    1,
  );
  assert.equal(
    least((x) => x),
    0,
  );
});
