import assert from "node:assert/strict";
import { test } from "node:test";
import { type EstimateRow, type EstimatesText, estimates } from "./estimates.js";

const text: EstimatesText = { title: "Speed", value: "updates", variants: ["reset", "carried over"], decimals: 1 };
const around = (estimate: number, half = 1) => ({ estimate, lower: estimate - half, upper: estimate + half });
const rows: readonly EstimateRow[] = [
  { optimizer: "SGD", group: "first", values: [{ ours: around(30), published: 28 }, undefined] },
  { optimizer: "Adam", group: "first", values: [{ ours: around(12) }, { ours: around(15) }], note: "2nd" },
  { optimizer: "SGD", group: "second", values: [{ ours: around(5, 6) }, { ours: around(6, Infinity) }] },
];

interface Trace {
  name?: string;
  x: (number | null)[];
  y: number[];
  error_x?: { array: number[]; arrayminus: number[] };
}

function drawn(values: readonly EstimateRow[], of = text) {
  const { data, layout } = estimates(values, of).plot;
  const traces = data as Trace[];
  return { traces, ours: traces.at(-1) as Trace, layout: layout as { annotations: { text: string; y: number }[] } };
}

test("the numbers in words: group, row, variant, ours, published, note", () => {
  assert.deepEqual(estimates(rows, text).numbers, [
    "first, SGD, reset: 30.0 ± 1.0, published 28.0",
    "first, Adam, reset: 12.0 ± 1.0 (2nd)",
    "first, Adam, carried over: 15.0 ± 1.0 (2nd)",
    "second, SGD, reset: 5.0 ± 6.0",
    "second, SGD, carried over: 6.0 ± ∞",
  ]);
});

test("each group has its heading above its rows, variants lie below each other", () => {
  const { ours, layout } = drawn(rows);
  const headings = layout.annotations.filter(({ text: words }) => words.startsWith("<b>"));
  assert.deepEqual(
    headings.map(({ text: words, y }) => [words, y]),
    [
      ["<b>first</b>", 0],
      ["<b>second</b>", 3],
    ],
  );
  const [sgd, reset, carried, second] = ours.y as [number, number, number, number];
  assert.ok(0 < sgd && sgd < reset && reset < carried && carried < 3 && 3 < second);
});

test("a bound that cannot be drawn has no whisker", () => {
  assert.deepEqual(drawn(rows).ours.error_x?.array.at(-1), 0);
  assert.deepEqual(drawn(rows).ours.error_x?.arrayminus.at(-2), 6);
  assert.deepEqual(drawn(rows, { ...text, logarithmic: true }).ours.error_x?.arrayminus.at(-2), 0);
});

test("published marks only where there are published values", () => {
  const names = (values: readonly EstimateRow[]) => drawn(values).traces.map(({ name }) => name);
  assert.ok(names(rows).includes("published"));
  assert.ok(!names(rows.slice(1)).includes("published"));
});

test("variants and values have to match", () => {
  assert.throws(() => estimates(rows, { ...text, variants: ["reset"] }), /^RangeError: the row of SGD has 2 values/);
  assert.throws(() => estimates(rows, { ...text, variants: [] }), /^RangeError: variants are 0/);
});

test("what an axis has no place for is named in words only", () => {
  const { ours } = drawn([{ optimizer: "SGD", values: [{ ours: around(0) }, { ours: around(3) }] }], {
    ...text,
    logarithmic: true,
  });
  assert.deepEqual(ours.x, [3]);
});

test("a border with what lies on either side of it, on a logarithmic axis at its logarithm", () => {
  const of = { ...text, logarithmic: true, border: { at: 10, below: "faster", above: "slower" } };
  const { annotations, shapes } = estimates(rows, of).plot.layout as {
    annotations: { text: string; x: number }[];
    shapes: { x0: number }[];
  };
  const sides = annotations.filter((words) => /←|→/.test(words.text));
  assert.deepEqual(
    sides.map((side) => [side.text, side.x]),
    [
      ["← faster", 1],
      ["slower →", 1],
    ],
  );
  assert.equal(shapes[0]?.x0, 10);
});
