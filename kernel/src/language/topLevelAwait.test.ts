import assert from "node:assert/strict";
import test from "node:test";
import { hasTopLevelAwait } from "./topLevelAwait.js";

test("an await at the top is found in whatever form", () => {
  for (const code of [
    "await done",
    "await (done)",
    "await [done][0]",
    "const r = await (async () => 7)(); r",
    "console.log((await (await fetch(x)).json()).a)",
    "if (a) { for await (const x of xs) {} }",
  ]) {
    assert.equal(hasTopLevelAwait(code), true, code);
  }
});

test("one inside a function is not at the top", () => {
  for (const code of [
    "async function f() { await (a); }",
    "const f = async () => await a",
    "class C { async m() { for await (const x of xs) {} } }",
    '"await (a)"',
    "// await (a)",
  ]) {
    assert.equal(hasTopLevelAwait(code), false, code);
  }
});
