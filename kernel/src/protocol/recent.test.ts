import assert from "node:assert/strict";
import { test } from "node:test";
import { Recent } from "./recent.js";

test("an entry is new once, and again when it was forgotten", () => {
  const recent = new Recent(2);
  assert.deepEqual(
    ["a", "b", "a", "c", "b", "a"].map((entry) => recent.add(entry)),
    [true, true, false, true, false, true],
  );
});
