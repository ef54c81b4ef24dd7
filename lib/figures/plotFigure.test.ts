import assert from "node:assert/strict";
import { test } from "node:test";
import { Figure } from "./figure.js";
import { plot } from "./plotFigure.js";
import { colourOf, colourway, figureSize } from "./theme.js";

interface Drawn {
  readonly data: readonly { line?: { color: string }; marker?: { color: string } }[];
  readonly layout: Record<string, Record<string, unknown>>;
}

test("one's own traces in the theme: titles as strings, optimizers in their colours, the layout's word over the theme's", () => {
  const figure = plot(
    [
      { y: [3, 2, 1], name: "Adam" },
      { y: [1, 4], name: "mine" },
    ],
    {
      title: "Loss",
      width: 400,
      xaxis: { title: "update", showgrid: true },
      yaxis: { type: "log" },
    },
  );
  const { data, layout } = figure.plot as unknown as Drawn;
  assert.equal(data[0]?.line?.color, colourOf("Adam"));
  assert.equal(data[1]?.line, undefined, "coloured by the colour way");
  assert.deepEqual(layout.colorway, colourway);
  assert.deepEqual([layout.width, layout.height], [400, figureSize.height]);
  assert.equal((layout.title as { text: string }).text, "Loss");
  assert.deepEqual([layout.xaxis?.title, layout.xaxis?.showgrid], [{ text: "update" }, true]);
  assert.equal(layout.yaxis?.type, "log");
  assert.ok(layout.yaxis?.gridcolor, "what the layout does not say is the theme's");
  assert.equal(figure.toString(), "Loss\nAdam: 3 values, the last 1\nmine: 2 values, the last 4");
});

test("what is no figure is refused in one line", () => {
  const wrong = (...args: unknown[]) => (plot as (...given: unknown[]) => unknown)(...args);
  assert.throws(() => wrong([]), /^RangeError: plot: data is \[\]; give a list of plotly's traces/);
  assert.throws(() => wrong({ y: [1] }), /plot: data is \{ y: \[1\] \}; give a list/);
  assert.throws(
    () => wrong([{ y: [1] }, { y: [undefined, NaN] }]),
    /plot: data\[1\]\.y has undefined and nothing else that can/,
  );
  assert.throws(() => wrong([{ y: [1] }], "Loss"), /plot: layout is "Loss"; give plotly's layout/);
  const made = Figure as unknown as new (...args: unknown[]) => unknown;
  assert.throws(
    () => new made({ data: [{ y: [1] }] }),
    /^RangeError: Figure: plot is .*; give plotly's data and layout/,
  );
});
