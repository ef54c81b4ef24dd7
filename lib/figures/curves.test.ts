import assert from "node:assert/strict";
import { test } from "node:test";
import { type Curve, type CurvePanel, curves } from "./curves.js";

const text = { title: "Update norms", x: "update" };

const falling: Curve = { label: "output layer", optimizer: "Adam", mean: [8, 4, 2, 1], halfWidth: [1, 1, 1, 1.5] };
const rising: Curve = { label: "first layer", optimizer: "Adam", line: "dotted", mean: [0.1, 0.2, 0.4, 0.8] };

const panel = (more: Partial<CurvePanel> = {}): CurvePanel => ({
  heading: "Adam",
  curves: [falling, rising],
  y: "norm",
  ...more,
});

interface Trace {
  name?: string;
  x: number[];
  y: number[];
  fill?: string;
  xaxis?: string;
  hovertemplate?: string;
  line: { color: string; dash?: string };
}

function drawn(rows: readonly (readonly CurvePanel[])[]) {
  const { data, layout } = curves(rows, text).plot as { data: Trace[]; layout: Record<string, { range: number[] }> };
  return { data, range: (axis: string) => layout[axis]?.range as number[], layout };
}

test("a linear axis starts at zero and holds every band", () => {
  const { range } = drawn([[panel()]]);
  const [low, high] = range("yaxis") as [number, number];
  assert.equal(low, -0.5);
  assert.ok(high > 9 && high < 10);
  assert.equal(drawn([[panel({ curves: [rising] })]]).range("yaxis")[0], 0);
});

test("a logarithmic axis goes from the smallest to the largest mean; bands are cut off at its bottom", () => {
  const { data, range } = drawn([[panel({ logarithmic: true })]]);
  const [low, high] = range("yaxis").map((exponent) => 10 ** exponent) as [number, number];
  assert.ok(low < 0.1 && low > 0.05 && high > 9 && high < 20);
  const [band] = data.filter(({ fill }) => fill === "toself");
  assert.deepEqual(band?.y.slice(0, 4), [9, 5, 3, 2.5]);
  assert.ok(Math.min(...(band?.y ?? [0])) > low - 0.01);
});

test("a zoom shows the first updates only, on an axis made for them", () => {
  const { data, range } = drawn([[panel(), panel({ until: 2, curves: [rising] })]]);
  assert.deepEqual(data.at(-1)?.x, [1, 2]);
  assert.ok((range("yaxis2")[1] as number) < 0.25);
});

test("a panel without an axis of its own has that of the panel to its left", () => {
  const big = { ...rising, mean: [100, 50, 20, 10] };
  const { range } = drawn([[panel(), { heading: "Adam", curves: [big] }]]);
  assert.deepEqual(range("yaxis"), range("yaxis2"));
  assert.ok((range("yaxis")[1] as number) > 100);
});

test("a label has one key: in the colour of its curves, or a neutral one where they have several", () => {
  const other: Curve = { ...falling, optimizer: "SGD" };
  const { data } = drawn([[panel(), panel({ curves: [other] })]]);
  const keys = data.filter(({ name }) => name !== undefined);
  assert.deepEqual(
    keys.map(({ name }) => name),
    ["output layer", "first layer"],
  );
  const own = data.filter(({ hovertemplate }) => hovertemplate !== undefined);
  assert.ok(own.every(({ line }) => line.color !== keys[0]?.line.color));
  assert.equal(own[1]?.line.color, keys[1]?.line.color);
  assert.equal(own[1]?.line.dash, keys[1]?.line.dash);
  assert.notEqual(own[0]?.line.dash, own[1]?.line.dash);
});

test("where nothing bounds the mean there is no band", () => {
  const single = { ...falling, halfWidth: [1, 1, 1, 1].fill(Number.POSITIVE_INFINITY) };
  const { data, range } = drawn([[panel({ curves: [single] })]]);
  assert.ok(data.every(({ fill }) => fill === undefined));
  assert.ok(range("yaxis").every(Number.isFinite));
});

test("the numbers in words; a row without an axis is refused", () => {
  assert.deepEqual(curves([[panel({ curves: [rising] })]], text).numbers, [
    "Adam, first layer: 0.1 at the first update, 0.8 at update 4, largest 0.8 at update 4",
  ]);
  assert.throws(() => curves([[{ heading: "Adam", curves: [rising] }]], text), /^RangeError: curves: every row needs/);
  assert.throws(() => curves([], text), RangeError);
});
