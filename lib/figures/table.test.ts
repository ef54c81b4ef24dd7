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
    /^RangeError: table “T”: row 2 has 2 cells; give 1, one for each column\.$/,
  );
});

test("columns and rows that are none are named", () => {
  for (const none of [undefined, null, 2, "2", {}]) {
    assert.throws(() => new Table("T", none as never, []), /^TypeError: table “T”: give its columns as a list/);
    assert.throws(
      () => new Table("T", [{ heading: "a" }], none as never),
      /^TypeError: table “T”: give its columns as a list/,
    );
    assert.throws(
      () => new Table("T", [{ heading: "a" }], [none as never]),
      /row 1 is no list; give 1, one for each column/,
    );
  }
  assert.throws(
    () => new Table("T", [{ heading: 2 as never }], []),
    /^TypeError: table “T”: a heading is 2; give words\.$/,
  );
});

test("a cell that cannot be shown is named, and decimals that there are not", () => {
  for (const cell of [null, true, [1], { estimate: 1 }, 1n]) {
    assert.throws(
      () => new Table("T", [{ heading: "a" }, { heading: "b" }], [["x", cell as never]]),
      /^TypeError: table “T”: row 1 has \w+ .* under “b”; give a word, a number, an estimate with its interval, or undefined\.$/,
    );
  }
  for (const decimals of [-1, 1.5, NaN, 101]) {
    assert.throws(
      () => new Table("T", [{ heading: "a", decimals }], []),
      new RegExp(`^RangeError: table “T”: column “a” has ${decimals} decimals; give a whole number from 0 to 100\\.$`),
    );
  }
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

test("a DataFrame loses no column and keeps their order; a table without rows gives an empty one", () => {
  const headings = ["task", "2", "1", "2"].map((heading) => ({ heading }));
  const frame = new Table("T", headings, [["a", 0.2, 0.1, { estimate: 3, lower: 2, upper: 4 }]]).toDataFrame();
  assert.deepEqual(frame.columns, ["task", "2", "1", "2 (2)", "2 (lower)", "2 (upper)"]);
  assert.deepEqual(frame.values, [["a", 0.2, 0.1, 3, 2, 4]]);
  const empty = new Table("T", headings, []).toDataFrame();
  assert.deepEqual(
    [empty.shape, empty.columns],
    [
      [0, 4],
      ["task", "2", "1", "2 (2)"],
    ],
  );
});
