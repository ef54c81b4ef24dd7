import assert from "node:assert/strict";
import { test } from "node:test";
import * as figures from "./index.js";

const text: never = {
  title: "t",
  names: ["a"],
  variants: ["a"],
  columns: ["a"],
  rows: ["b"],
  ways: ["1", "2"],
} as never;

const drawn: Readonly<Record<string, (entries: never) => unknown>> = {
  bars: (bars) => figures.bars(bars, text),
  chart: (rows) => figures.chart({ title: "t", x: {}, y: { title: "y" }, rows, numbers: [] }),
  contours: (panels) => figures.contours(panels, text),
  estimates: (rows) => figures.estimates(rows, text),
  heatmap: (panels) => figures.heatmap(panels, text),
  pairs: (pairs) => figures.pairs(pairs, text),
  regions: (panels) => figures.regions(panels, text),
  shares: (rows) => figures.shares(rows, [], text),
  slider: (steps) => figures.slider(steps),
};

for (const [name, draw] of Object.entries(drawn)) {
  test(`${name} of nothing, and of what is no list, is refused by name`, () => {
    assert.throws(
      () => draw([] as never),
      new RegExp(`^RangeError: ${name}: there is no [a-z ]+; give at least one\\.$`),
    );
    for (const none of [undefined, null, 2, "2", {}]) {
      assert.throws(() => draw(none as never), new RegExp(`^TypeError: ${name}: got .*; give a list`), String(none));
    }
  });
}

test("a value of a chart that is none is named with its place", () => {
  const mark = (y: unknown[]) => [{ as: "line", name: "SGD", dash: "solid", x: [0, 1], y } as never];
  const draw = (y: unknown[]) =>
    figures.chart({ title: "t", x: {}, y: { title: "y" }, rows: [[{ marks: mark(y) }]], numbers: [] });
  for (const none of [undefined, null, "2", [], {}, { estimate: 1 }]) {
    assert.throws(
      () => draw([1, none]),
      /^TypeError: chart: “SGD” has .* at place 1 of y; give a number, NaN for a gap, or an interval\.$/,
    );
  }
  assert.doesNotThrow(() => draw([1, Number.NaN]));
});
