import assert from "node:assert/strict";
import { test } from "node:test";
import { completeness } from "./completeness.js";

const cases: [code: string, status: string][] = [
  ["", "complete"],
  ["1", "complete"],
  ["await f()", "complete"],
  ["const a: number = 'text'", "complete"],
  ["function f() {\n  return 1;\n}", "complete"],
  ["f(", "incomplete"],
  ["const a =", "incomplete"],
  ["`open ", "incomplete"],
  ["`open ${", "incomplete"],
  ["`a ${`b", "incomplete"],
  ["`a\n`", "complete"],
  ["/* open", "incomplete"],
  ["if (a) {\n  b();", "incomplete"],
  ["f(]", "invalid"],
  ["const = 5", "invalid"],
  ["'open\n1", "invalid"],
  ["'open", "invalid"],
  ["`a` b c", "invalid"],
];

for (const [code, status] of cases)
  test(`${JSON.stringify(code)} is ${status}`, () => assert.equal(completeness(code).status, status));

test("the next line is indented where the last one opens something", () => {
  assert.deepEqual(completeness("  f({"), { status: "incomplete", indent: "    " });
  assert.deepEqual(completeness("if (a) {\n  b();"), { status: "incomplete", indent: "  " });
  assert.deepEqual(completeness("  f(`"), { status: "incomplete", indent: "" });
});
