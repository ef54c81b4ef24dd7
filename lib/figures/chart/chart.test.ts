import assert from "node:assert/strict";
import { test } from "node:test";
import { colourOf, neutralColours } from "../theme.js";
import { chart } from "./chart.js";
import type { Chart, LineMark, Mark, Panel, PointsMark, Value } from "./types.js";

interface Trace {
  readonly name?: string;
  readonly mode: string;
  readonly x: number[];
  readonly y: (number | null)[];
  readonly fill?: string;
  readonly xaxis?: string;
  readonly hovertemplate?: string;
  readonly customdata?: unknown;
  readonly line: { readonly color: string; readonly dash?: string };
  readonly marker: { readonly color: string };
  readonly error_y?: { readonly array: number[]; readonly arrayminus: number[] };
}
interface Axis {
  readonly range: [number, number];
  readonly domain: [number, number];
  readonly title: { readonly text: string };
  readonly ticktext?: string[];
  readonly matches?: string;
}
interface Layout {
  readonly annotations: { readonly text: string; readonly x: number }[];
  readonly shapes: { readonly x0: number }[];
  readonly margin: { readonly t: number };
}

const around = (estimate: number, half = 0.5): Value => ({ estimate, lower: estimate - half, upper: estimate + half });
const line = (y: readonly Value[], more: Partial<LineMark> = {}): LineMark => {
  return { as: "line", optimizer: "Adam", x: y.map((_, at) => at + 1), y, ...more };
};
const points = (y: readonly Value[], more: Partial<PointsMark> = {}): PointsMark => {
  return { as: "points", optimizer: "SGD", x: y.map((_, at) => at + 1), y, ...more };
};

function drawn(rows: readonly (readonly Panel[])[], more: Partial<Chart> = {}) {
  const { data, layout } = chart({ title: "Steps", rows, numbers: [], ...more }).plot;
  const traces = data as unknown as Trace[];
  return {
    keys: traces.filter(({ xaxis }) => xaxis === undefined),
    bands: traces.filter(({ fill }) => fill !== undefined),
    values: traces.filter(({ hovertemplate }) => hovertemplate !== undefined),
    axis: (name: string) => (layout as Readonly<Record<string, Axis>>)[name] as Axis,
    layout: layout as Layout,
  };
}
const one = (marks: readonly Mark[], more: Partial<Chart> = {}) => drawn([[{ marks }]], more);

test("intervals are a band around a line and bars at points; numbers have neither", () => {
  const { bands, values } = one([line([around(1), around(2)]), points([around(1, 0.25), 3]), line([1, 2])]);
  assert.deepEqual(
    bands.map(({ x, y }) => [x, y]),
    [
      [
        [1, 2, 2, 1],
        [1.5, 2.5, 1.5, 0.5],
      ],
    ],
  );
  assert.deepEqual(
    values.map(({ mode }) => mode),
    ["lines", "markers", "lines"],
  );
  assert.deepEqual(values[1]?.error_y?.array, [0.25, 0]);
  assert.deepEqual(values[1]?.error_y?.arrayminus, [0.25, 0]);
});

test("where nothing bounds the values there is no band, and the axis is that of the estimates", () => {
  const { bands, axis } = one([line([around(1, Infinity), around(2, Infinity)])]);
  assert.deepEqual(bands, []);
  assert.ok(axis("yaxis").range[1] > 2 && axis("yaxis").range[1] < 2.5);
});

test("what is not finite, or has no logarithm, is not drawn; what is drawn keeps its place", () => {
  const values = [0.5, 0, Infinity, Number.NaN];
  assert.deepEqual(one([line(values)]).values[0]?.y, [0.5, 0, null, null]);
  const logarithmic = one([line(values)], { y: { logarithmic: true } });
  assert.deepEqual(logarithmic.values[0]?.y, [0.5, null, null, null]);
  assert.deepEqual(logarithmic.values[0]?.x, [1, 2, 3, 4]);
});

test("what is not drawn has no bounds", () => {
  const [trace] = one([points([around(1), { estimate: NaN, lower: NaN, upper: NaN }])]).values;
  assert.deepEqual(trace?.customdata, [
    [0.5, 1.5],
    [null, null],
  ]);
});

test("a linear axis begins at zero and holds every band; below zero with air", () => {
  const above = one([line([around(8, 1), around(4, 1)])]).axis("yaxis").range;
  assert.equal(above[0], 0);
  assert.ok(above[1] > 9 && above[1] < 10);
  const below = one([line([around(8, 1), around(0, 1)])]).axis("yaxis").range;
  assert.ok(below[0] < -1 && below[0] > -2);
});

test("a logarithmic axis goes to half the least estimate at most; bands are cut off at its end", () => {
  const { axis, bands } = one([line([around(8, 1), around(0.1, 0.5)])], { y: { logarithmic: true } });
  const [low, high] = axis("yaxis").range.map((exponent) => 10 ** exponent) as [number, number];
  assert.ok(low > 0.03 && low < 0.05 && high > 9 && high < 15);
  assert.ok(Math.abs(Number(bands[0]?.y[2]) - low) < 1e-4);
});

test("the axis of y fits what the range of x shows", () => {
  const { axis } = drawn([[{ x: { range: [0, 2] }, marks: [line([1, 2, 400])] }]]);
  assert.deepEqual(axis("xaxis").range, [0, 2]);
  assert.ok(axis("yaxis").range[1] < 3);
});

test("a panel without an axis of its own has that of the panel to its left, in its row alone", () => {
  const [small, big] = [{ marks: [line([1, 2])] }, { marks: [line([100, 50])] }];
  const { axis } = drawn([[small, big, { ...small, y: { logarithmic: true } }], [small]]);
  assert.deepEqual(axis("yaxis").range, axis("yaxis2").range);
  assert.ok(axis("yaxis").range[1] > 100);
  assert.equal(axis("yaxis2").matches, "y");
  assert.ok(axis("yaxis3").range[1] < 1);
  assert.ok(axis("yaxis4").range[1] < 3);
});

test("panels fill their rows without overlap, the first row on top", () => {
  const panel = { y: {}, marks: [line([1, 2])] };
  const { axis } = drawn([[panel, panel], [panel]]);
  const [left, right, below] = [axis("xaxis").domain, axis("xaxis2").domain, axis("xaxis3").domain];
  assert.deepEqual([left[0], right[1]], [0, 1]);
  assert.ok(left[1] < right[0]);
  assert.deepEqual(below, [0, 1]);
  assert.ok(axis("yaxis3").domain[1] < axis("yaxis").domain[0]);
});

test("a title that the panel below or to the left has is written once", () => {
  const panel = { y: {}, marks: [line([1, 2])] };
  const titles = drawn([[panel, { ...panel, y: { title: "norm" } }], [panel]], {
    x: { title: "update" },
    y: { title: "loss" },
  });
  const text = (name: string) => titles.axis(name).title.text;
  assert.deepEqual(["xaxis", "xaxis2", "xaxis3"].map(text), ["", "", "update"]);
  assert.deepEqual(["yaxis", "yaxis2", "yaxis3"].map(text), ["loss", "norm", "loss"]);
});

test("a name has one key, drawn like its first mark, in a neutral colour where its marks have several", () => {
  const { keys } = drawn([
    [
      { marks: [line([1], { name: "first layer", dash: "dot" }), line([2])] },
      { marks: [line([1], { name: "first layer", dash: "dot", optimizer: "SGD" }), line([2], { dash: "dash" })] },
    ],
  ]);
  assert.deepEqual(
    keys.map(({ name, line: { color, dash } }) => [name, color, dash]),
    [
      ["first layer", neutralColours.key, "2px,3px"],
      ["Adam", colourOf("Adam"), "solid"],
    ],
  );
});

test("marks without a name have no key; the chart's own keys come last", () => {
  const { optimizer: _, ...closedForm } = line([1, 2]);
  const { keys, values } = one([closedForm, points([1, 2])], { keys: [{ name: "state reset", dash: "dash" }] });
  assert.deepEqual(
    keys.map(({ name, mode }) => [name, mode]),
    [
      ["SGD", "markers"],
      ["state reset", "lines"],
    ],
  );
  assert.equal(values[0]?.line.color, neutralColours.published);
});

test("an optimizer that shares its colour has its own dash, unless a dash is given", () => {
  const { values } = one([line([1], { optimizer: "AMSGrad" }), line([1], { optimizer: "AMSGrad", dash: "solid" })]);
  assert.deepEqual(
    values.map(({ line: { color, dash } }) => [color, dash]),
    [
      [colourOf("Adam"), "8px,4px"],
      [colourOf("Adam"), "solid"],
    ],
  );
});

test("a weaker line is lighter in the panel, in its band and in the legend; dots of a broken line are hollow", () => {
  const weak = line([around(1), around(2)], { strength: 0.5, colour: "#000000", dash: "dash", dots: true });
  const { keys, bands, values } = one([weak]);
  assert.deepEqual([keys[0]?.line.color, values[0]?.line.color], ["#808080", "#808080"]);
  assert.equal((bands[0] as unknown as { fillcolor: string }).fillcolor, "#80808033");
  assert.equal(values[0]?.marker.color, neutralColours.background);
});

test("the words of a rule stand at its place, on a logarithmic axis at its logarithm", () => {
  const rule = { as: "rule", x: 100, text: "N = n" } as const;
  const wordsAt = (logarithmic: boolean) => {
    const { layout } = one([line([1, 2]), rule, { as: "rule", x: 2 }], { x: { logarithmic } });
    assert.deepEqual(
      layout.shapes.map(({ x0 }) => x0),
      [100, 2],
    );
    return layout.annotations.map(({ text, x }) => [text, x]);
  };
  assert.deepEqual(wordsAt(false), [["N = n", 100]]);
  assert.deepEqual(wordsAt(true), [["N = n", 2]]);
});

test("ticks of a logarithmic axis: 1, 2, 5 where there is room, else powers of ten", () => {
  const x = { logarithmic: true, range: [10, 1000] } as const;
  const alone = one([line([1, 2])], { x });
  assert.deepEqual(alone.axis("xaxis").ticktext, ["10", "20", "50", "100", "200", "500", "1000"]);
  const panel = { marks: [line([1, 2])] };
  assert.deepEqual(drawn([[panel, panel, panel]], { x }).axis("xaxis").ticktext, ["10", "100", "1000"]);
});

test("a long legend pushes the panels down", () => {
  const marks = (count: number) =>
    Array.from({ length: count }, (_, at) => line([1, 2], { name: `method number ${at}` }));
  assert.equal(one(marks(1)).layout.margin.t, one(marks(3)).layout.margin.t);
  assert.ok(one(marks(12)).layout.margin.t > one(marks(3)).layout.margin.t);
});

test("a row without panels and a mark with a missing y are refused", () => {
  assert.throws(() => drawn([]), /^RangeError: chart: there is no row; give at least one\.$/);
  assert.throws(() => drawn([[]]), RangeError);
  assert.throws(() => one([points([1], { x: [1, 2, 3] })]), /^RangeError: chart: “SGD” has 3 x and 1 y/);
});
