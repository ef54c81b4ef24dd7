import assert from "node:assert/strict";
import { test } from "node:test";
import { parseIdx } from "./idx.js";

const two = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3];

test("shape and data are read", () => {
  const { shape, data } = parseIdx(Uint8Array.of(...two, 1, 2, 3, 4, 5, 255), 2, "six");
  assert.deepEqual(shape, [2, 3]);
  assert.deepEqual([...data], [1, 2, 3, 4, 5, 255]);
});

test("a view that starts within a larger buffer is read from its own start", () => {
  const buffer = Uint8Array.of(9, 9, 9, 0, 0, 8, 1, 0, 0, 0, 1, 42);
  assert.deepEqual([...parseIdx(buffer.subarray(3), 1, "view").data], [42]);
});

test("what is wrong is named with the file and its bytes", () => {
  assert.throws(() => parseIdx(Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 0), 2, "images"), {
    message: "images is no idx file of 2 dimensions: it starts with 0x00000801, expected 0x00000802.",
  });
  assert.throws(() => parseIdx(new Uint8Array(0), 1, "empty"), /empty is no idx file.*starts with 0x, expected/);
  assert.throws(() => parseIdx(Uint8Array.of(0, 0, 8, 2, 0), 2, "short"), {
    message: "short ends within its header: it has 5 bytes, the header alone 12.",
  });
  assert.throws(() => parseIdx(Uint8Array.of(...two, 1, 2), 2, "cut"), {
    message: "cut is truncated: its header (2 × 3) says 18 bytes, it has 14.",
  });
  assert.throws(() => parseIdx(Uint8Array.of(...two, 1, 2, 3, 4, 5, 6, 7), 2, "long"), /long has bytes left over.*19/);
});
