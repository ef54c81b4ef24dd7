import assert from "node:assert/strict";
import { test } from "node:test";
import { DISPLAY, toBundle } from "./bundle.js";

test("a value without a display is its text", () => {
  assert.deepEqual(toBundle({ a: [1] }), { "text/plain": "{ a: [ 1 ] }" });
});

test("a display may be a promise, its bytes become base64, its JSON stays", async () => {
  const value = { [DISPLAY]: async () => ({ "image/png": new Uint8Array([1, 2]), "application/json": { a: 1 } }) };
  assert.deepEqual(await toBundle(value), { "image/png": "AQI=", "application/json": { a: 1 } });
});

test("what is no bundle is refused", async () => {
  assert.throws(() => toBundle({ [DISPLAY]: () => "text" }), /has to return a MIME bundle/);
  await assert.rejects(async () => toBundle({ [DISPLAY]: async () => 5 }), /has to return a MIME bundle/);
});

test("what is there is shown at once", () => {
  const part = { [DISPLAY]: () => ({ "text/plain": "x" }) };
  assert.deepEqual(toBundle([part, part]), {
    "text/plain": "x\n\nx",
    "text/html": "<div><pre>x</pre></div>\n<div><pre>x</pre></div>",
  });
});

test("what no client could read is refused", () => {
  const bundle = (type: string, data: unknown) => () => toBundle({ [DISPLAY]: () => ({ [type]: data }) });
  assert.throws(bundle("text/html", 5), /"text\/html" has to be a string or bytes; got 5/);
  assert.throws(
    bundle("application/vnd.x+json", () => {}),
    /"application\/vnd.x\+json" has to be what JSON can hold; got \[Function/,
  );
  const circle: unknown[] = [];
  circle.push(circle);
  assert.throws(bundle("application/json", circle), /circular/);
});
