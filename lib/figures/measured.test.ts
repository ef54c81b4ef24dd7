import assert from "node:assert/strict";
import { test } from "node:test";
import { type MeasuredPanel, measured } from "./measured.js";

const text = { title: "Rates", numbers: ["0.5 at 1"] };
const panel: MeasuredPanel = {
  title: "κ = 2",
  x: "learning rate",
  y: "rate",
  series: [
    {
      name: "measured",
      as: "points",
      colour: "#56B4E9",
      x: [1, 10, 100],
      y: [0.5, 0, Number.POSITIVE_INFINITY],
      interval: { lower: [0.25, 0, 0], upper: [1, 1, 1] },
    },
    { name: "formula", as: "line", colour: "#555555", x: [1, 100], y: [0.5, 0.1] },
  ],
  verticals: [{ x: 10, name: "border" }],
};

interface Trace {
  readonly mode: string;
  readonly y: readonly (number | null)[];
  readonly showlegend: boolean;
  readonly error_y?: { readonly array: number[]; readonly arrayminus: number[] };
}

const traces = (panels: readonly MeasuredPanel[]) => measured(panels, text).plot.data as unknown as Trace[];

test("points are measured, lines are formulas; what cannot be drawn is left out; intervals are distances from the point", () => {
  const [points, line] = traces([panel]) as [Trace, Trace];
  assert.deepEqual([points.mode, line.mode], ["markers", "lines"]);
  assert.deepEqual(points.y, [0.5, 0, null]);
  assert.equal(points.error_y?.array[0], 0.5);
  assert.equal(points.error_y?.arrayminus[0], 0.25);
  const [logarithmic] = traces([{ ...panel, logarithmic: { y: true } }]) as [Trace];
  assert.deepEqual(logarithmic.y, [0.5, null, null]);
});

test("one entry of the legend for a name in several panels", () => {
  assert.deepEqual(
    traces([panel, panel]).map(({ showlegend }) => showlegend),
    [true, true, false, false],
  );
});

test("on a logarithmic axis the words of a vertical line stand at its logarithm, as plotly wants them", () => {
  const { layout } = measured([{ ...panel, logarithmic: { x: true } }], text).plot as {
    layout: { annotations: { text: string; x: number }[]; shapes: { x0: number }[] };
  };
  assert.equal(layout.annotations.find(({ text: words }) => words === "border")?.x, 1);
  assert.equal(layout.shapes[0]?.x0, 10);
});

test("no panel, or a series with a missing y, is refused", () => {
  assert.throws(() => measured([], text), /^RangeError: measured: there is no panel/);
  const [series] = panel.series;
  const wrong = { ...panel, series: [{ ...(series as (typeof panel.series)[0]), y: [1] }] };
  assert.throws(() => measured([wrong], text), /“measured” has 3 x and 1 y/);
});
