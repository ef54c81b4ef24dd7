import assert from "node:assert/strict";
import { test } from "node:test";
import { type HeatmapText, heatmap } from "./heatmap.js";

const text: HeatmapText = {
  title: "Updates",
  value: "updates",
  columns: ["a", "b"],
  columnTitle: "ε",
  rows: ["1", "2"],
  rowTitle: "ρ",
  logarithmic: true,
  marked: { cell: [1, 0], name: "the default" },
};
const panels = [
  {
    title: "task 2",
    values: [
      [1, 10],
      [NaN, 100],
    ],
  },
];

test("colours follow the logarithm; what is missing stays empty", () => {
  const [trace] = heatmap(panels, text).plot.data as { z: (number | null)[][]; zmin: number; zmax: number }[];
  assert.deepEqual(trace?.z, [
    [0, 1],
    [null, 2],
  ]);
  assert.deepEqual([trace?.zmin, trace?.zmax], [0, 2]);
});

test("every cell has its number, and the numbers in words are the same", () => {
  const figure = heatmap(panels, text);
  const { annotations } = figure.plot.layout as { annotations: { text: string }[] };
  assert.deepEqual(
    annotations.map(({ text: words }) => words),
    ["<b>task 2</b>", "1", "10", "", "100"],
  );
  assert.deepEqual(figure.numbers, ["task 2, ρ 1: 1 at ε a, 10 at ε b", "task 2, ρ 2: – at ε a, 100 at ε b"]);
});

test("the marked cell is framed in every panel", () => {
  const { shapes } = heatmap([...panels, { ...panels[0], title: "joint" } as (typeof panels)[0]], text).plot.layout as {
    shapes: { x0: number; y0: number; xref: string }[];
  };
  assert.deepEqual(
    shapes.map(({ x0, y0, xref }) => [x0, y0, xref]),
    [
      [-0.49, 0.51, "x"],
      [-0.49, 0.51, "x2"],
    ],
  );
});

test("a panel of another shape is refused", () => {
  assert.throws(() => heatmap(panels, { ...text, rows: ["1"] }), /^RangeError: the panel “task 2” is not of 1 rows/);
});
