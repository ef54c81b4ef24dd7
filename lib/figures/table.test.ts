import assert from "node:assert/strict";
import { test } from "node:test";
import { display } from "./jupyter.js";
import { Table } from "./table.js";

const savings = new Table(
  "Savings",
  [
    { heading: "optimizer" },
    { heading: "learning rate" },
    { heading: "savings" },
    { heading: "published", decimals: 2 },
  ],
  [
    ["SGD", 0.1, { estimate: 0.62, lower: 0.57, upper: 0.67 }, 0.59],
    ["a | <b>", 0.001, { estimate: -0.5, lower: -4, upper: 0.1 }, undefined],
  ],
);

test("on a terminal: words flush left, numbers flush right", () => {
  assert.equal(
    savings.toString(),
    `Savings

optimizer  learning rate              savings  published
─────────  ─────────────  ───────────────────  ─────────
SGD                  0.1          0.62 ± 0.05       0.59
a | <b>            0.001  −0.50 [−4.00, 0.10]          –`,
  );
});

test("in a notebook: HTML, Markdown and text, with what they would read as markup made harmless", () => {
  const bundle = savings[display]();
  assert.deepEqual(Object.keys(bundle), ["text/html", "text/markdown", "text/plain"]);
  assert.match(String(bundle["text/html"]), /<td style="text-align: right">0.62 ± 0.05<\/td>/);
  assert.match(String(bundle["text/html"]), /a \| &#60;b&#62;/);
  assert.match(String(bundle["text/markdown"]), /\| a \\\| <b> \| 0.001 \|/);
  assert.match(String(bundle["text/markdown"]), /\| :--- \| ---: \| ---: \| ---: \|/);
});

test("a row of the wrong length is named", () => {
  assert.throws(
    () => new Table("T", [{ heading: "a" }], [["x"], ["y", 1]]),
    /table “T”: row 2 has 2 cells for 1 columns/,
  );
});

test("a DataFrame holds the values themselves", () => {
  const frame = savings.toDataFrame();
  assert.deepEqual(frame.columns, [
    "optimizer",
    "learning rate",
    "savings",
    "savings (lower)",
    "savings (upper)",
    "published",
  ]);
  assert.deepEqual(frame.iloc({ rows: [0] }).values, [["SGD", 0.1, 0.62, 0.57, 0.67, 0.59]]);
});
