import assert from "node:assert/strict";
import { test } from "node:test";
import { type ContourPanel, contours } from "./contours.js";

const text = {
  title: "Loss",
  x: "x",
  y: "y",
  value: "loss, nats",
  log: true,
  shades: "cividis",
  numbers: ["0.1 at the lowest"],
} as const;

const line = { name: "path", x: [0, 1], y: [0, 1], colour: "#000000", dash: "solid", width: 2, points: true } as const;

function panel(values: readonly (readonly number[])[], more: Partial<ContourPanel> = {}): ContourPanel {
  return { title: "task 1", x: [0, 1], y: [0, 1], values, ...more };
}

interface Trace {
  readonly type: string;
  readonly z: number[][];
  readonly zmin: number;
  readonly zmax: number;
  readonly showscale: boolean;
  readonly colorbar: { tickvals: number[]; ticktext?: string[] };
  readonly contours: { start: number; size: number };
  readonly showlegend: boolean;
}

const surfaces = (panels: readonly ContourPanel[], log = true) =>
  (contours(panels, { ...text, log }).plot.data as unknown as Trace[]).filter(({ type }) => type === "contour");

test("on a logarithmic scale colours go by powers of ten, the same in all panels", () => {
  const [first, second] = surfaces([
    panel([
      [1, 10],
      [0.1, 1],
    ]),
    panel([
      [100, 10],
      [1, 1],
    ]),
  ]) as [Trace, Trace];
  assert.deepEqual(first.z, [
    [0, 1],
    [-1, 0],
  ]);
  for (const { zmin, zmax } of [first, second]) assert.deepEqual([zmin, zmax], [-1, 2]);
  assert.deepEqual([first.showscale, second.showscale], [false, true], "one scale for all");
  assert.deepEqual(second.colorbar.tickvals, [-1, 0, 1, 2]);
  assert.deepEqual(second.colorbar.ticktext, ["0.1", "1", "10", "100"]);
});

test("on a linear scale levels are round numbers", () => {
  const [{ colorbar, contours: levels }] = surfaces(
    [
      panel([
        [0, 5.73],
        [1, 2],
      ]),
    ],
    false,
  ) as [Trace];
  assert.deepEqual(colorbar.tickvals, [0, 1, 2, 3, 4, 5]);
  assert.deepEqual([levels.start, levels.size], [0, 0.5]);
});

test("lines of one name share an entry of the legend", () => {
  const figure = contours([panel([[1, 2]], { lines: [line] }), panel([[1, 2]], { lines: [line] })], text);
  const shown = (figure.plot.data as unknown as Trace[])
    .filter(({ type }) => type === "scatter")
    .map(({ showlegend }) => showlegend);
  assert.deepEqual(shown, [true, false, false, false]);
});

test("a value that cannot be drawn is refused", () => {
  assert.throws(() => contours([], text), /^RangeError: contours: there is no panel/);
  assert.throws(() => contours([panel([[1, 0]])], text), /^RangeError: contours: a value is 0; .*above 0/);
  assert.throws(() => contours([panel([[1, NaN]])], { ...text, log: false }), /^RangeError: contours: a value is NaN/);
});

test("a unit of x is as long as one of y, unless the panels fill the figure", () => {
  const values = [
    [1, 10],
    [0.1, 1],
  ];
  const layoutOf = (stretched?: boolean) =>
    contours([panel(values)], { ...text, ...(stretched && { stretched }) }).plot.layout as {
      yaxis: { scaleanchor?: string };
    };
  assert.equal(layoutOf().yaxis.scaleanchor, "x");
  assert.equal(layoutOf(true).yaxis.scaleanchor, undefined);
});

test("axes of logarithms show the numbers", () => {
  const at = [-2, 0];
  const figure = contours(
    [
      panel(
        [
          [1, 2],
          [3, 4],
        ],
        { x: at, y: at },
      ),
    ],
    { ...text, powersOfTen: true },
  );
  const { xaxis } = figure.plot.layout as { xaxis: { tickvals: number[]; ticktext: string[] } };
  const shown = Object.fromEntries(xaxis.ticktext.map((words, index) => [words, xaxis.tickvals[index]]));
  assert.equal(shown["0.1"], -1);
  assert.equal(shown["0.01"], -2);
});
