import assert from "node:assert/strict";
import { test } from "node:test";
import { regions } from "./regions.js";

const text = { title: "Digits", x: "x", y: "y", names: ["0", "1", "2"], numbers: [] };
const panel = {
  title: "after task 1",
  x: [0, 1],
  y: [0, 1],
  classes: [
    [0, 2],
    [2, 2],
  ],
  points: [{ x: 0, y: 1, label: 1 }],
};

test("the legend has the classes that there are, points the names of their true classes", () => {
  const data = regions([panel], text).plot.data as unknown as { name?: string; text?: string[]; type: string }[];
  assert.deepEqual(
    data.flatMap(({ name }) => name ?? []),
    ["taken for 0", "taken for 2"],
  );
  assert.deepEqual(data.find(({ type, text: names }) => type === "scatter" && names !== undefined)?.text, ["1"]);
});

test("a class has the same tint whatever the others are", () => {
  const { colorscale, zmin, zmax } = regions([panel], text).plot.data.at(-2) as unknown as {
    colorscale: [number, string][];
    zmin: number;
    zmax: number;
  };
  const tint = (label: number) => {
    const at = (label - zmin) / (zmax - zmin);
    return colorscale.filter(([from]) => from < at).at(-1)?.[1];
  };
  assert.equal(new Set([0, 1, 2].map(tint)).size, 3);
  assert.throws(() => regions([], text), /^RangeError: regions: there is no panel/);
  const names = Array.from({ length: 11 }, String);
  assert.throws(() => regions([panel], { ...text, names }), /^RangeError: regions: there are 11 classes/);
});
