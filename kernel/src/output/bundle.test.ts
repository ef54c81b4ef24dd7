import assert from "node:assert/strict";
import { test } from "node:test";
import { DISPLAY, toBundle } from "./bundle.js";

test("a value without a display is its text", async () => {
  assert.deepEqual(await toBundle({ a: [1] }), { "text/plain": "{ a: [ 1 ] }" });
});

test("a display may be a promise, its bytes become base64, its JSON stays", async () => {
  const value = { [DISPLAY]: async () => ({ "image/png": new Uint8Array([1, 2]), "application/json": { a: 1 } }) };
  assert.deepEqual(await toBundle(value), { "image/png": "AQI=", "application/json": { a: 1 } });
});

test("what is no bundle is refused", async () => {
  await assert.rejects(toBundle({ [DISPLAY]: () => "text" }), /has to return a MIME bundle/);
});
