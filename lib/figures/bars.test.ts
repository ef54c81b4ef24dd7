import assert from "node:assert/strict";
import { test } from "node:test";
import { type Bar, bars } from "./bars.js";

const text = { title: "Savings", value: "savings", interval: "ours", plain: "carried over", hatched: "reset" };

function bar(estimate: number, half: number, more: Partial<Bar> = {}): Bar {
  const ours = { estimate, lower: estimate - half, upper: estimate + half };
  return { optimizer: "Adam", setting: ["lr 0.1"], hatched: false, ours, ...more };
}

const tame = [bar(0.6, 0.05, { published: 0.59 }), bar(-0.2, 0.1), bar(0.1, 0.1), bar(0.4, 0.1), bar(0.5, 0.2)];

/** The parts of the layout that depend on the values. */
function drawn(values: readonly Bar[]) {
  const { layout } = bars(values, text).plot;
  const { yaxis, annotations } = layout as {
    yaxis: { range: [number, number] };
    annotations: { text: string; x: number }[];
  };
  return { range: yaxis.range, annotations };
}

test("the value axis holds every value, every interval and zero", () => {
  const { range, annotations } = drawn(tame);
  assert.ok(range[0] < -0.3 && range[0] > -0.4, `starts at ${range[0]}`);
  assert.ok(range[1] > 0.7 && range[1] < 0.8, `ends at ${range[1]}`);
  assert.deepEqual(annotations, []);
  assert.equal(drawn([bar(0.5, 0.1)]).range[0], 0);
});

test("a heavy tail is cut off, and an arrow says how far it goes", () => {
  const { range, annotations } = drawn([...tame, bar(-40, 30), bar(0.3, 12)]);
  assert.ok(range[0] > -5 && range[1] < 5, `the axis goes from ${range[0]} to ${range[1]}`);
  assert.deepEqual(
    annotations.map(({ text }) => text),
    ["−40.0,<br>to −70.0", "to −11.7", "to 12.3"],
  );
  assert.deepEqual(
    annotations.map(({ x }) => Math.round(x)),
    [5, 6, 6],
  );
});

test("a bar without bounds that is cut off says its value; a published value is never cut off", () => {
  const unbounded = { estimate: -40, lower: -Infinity, upper: Infinity };
  const { range, annotations } = drawn([...tame, bar(0, 0, { ours: unbounded }), bar(0.2, 0.1, { published: -9 })]);
  assert.ok(range[0] < -9 && range[0] > -11, `starts at ${range[0]}`);
  assert.deepEqual(
    annotations.map(({ text }) => text),
    ["−40.0"],
  );
});

test("an interval without bounds and a missing value leave the figure as it is", () => {
  const unbounded = { estimate: 0.5, lower: -Infinity, upper: Infinity };
  const missing = { estimate: NaN, lower: NaN, upper: NaN };
  const { range, annotations } = drawn([...tame, bar(0, 0, { ours: unbounded }), bar(0, 0, { ours: missing })]);
  assert.deepEqual(range, drawn(tame).range);
  assert.deepEqual(annotations, []);
});

test("the numbers in words: setting, ours, published", () => {
  assert.deepEqual(bars([tame[0] as Bar, bar(-0.2, 0.1, { setting: ["reset", "lr 0.1"] })], text).numbers, [
    "Adam, lr 0.1: 0.60 ± 0.05, published 0.59",
    "Adam, reset, lr 0.1: −0.20 ± 0.10",
  ]);
});

test("the legend explains hatching only where there is some", () => {
  const names = (values: readonly Bar[]) =>
    bars(values, text).plot.data.map((trace) => (trace as { name?: string }).name);
  assert.ok(!names(tame).includes("reset"));
  assert.ok(names([bar(0.1, 0.1, { hatched: true })]).includes("reset"));
});
