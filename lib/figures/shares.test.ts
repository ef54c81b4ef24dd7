import assert from "node:assert/strict";
import { test } from "node:test";
import { shares } from "./shares.js";

const text = { title: "Agreement", value: "% of the settings" };
const groups = [
  { name: "", levels: ["all"] },
  { name: "batch", levels: ["16", "64"] },
];
const row = (optimizer: string, ...counts: number[]) => ({
  optimizer,
  setting: "reset",
  shares: counts.map((count, index) => ({ count, of: index === 0 ? 8 : 4 })),
});

test("cells in percent, a column left free between groups, and the first column in words", () => {
  const figure = shares([row("SGD", 4, 3, 1), row("Adam", 8, 4, 4)], groups, text);
  const { data, layout } = figure.plot as unknown as {
    data: [{ z: (number | null)[][] }, { text: string[]; hovertext: string[] }];
    layout: { xaxis: { tickvals: number[]; ticktext: string[] }; yaxis: { ticktext: string[] } };
  };
  assert.deepEqual(data[0].z, [
    [50, null, 75, 25],
    [100, null, 100, 100],
  ]);
  assert.deepEqual(data[1].text, ["50", "75", "25", "100", "100", "100"]);
  assert.equal(data[1].hovertext[2], "SGD, reset, batch 64: 25 % (1 of 4)");
  assert.deepEqual(layout.xaxis.tickvals, [0, 2, 3]);
  assert.deepEqual(layout.xaxis.ticktext, ["all", "16", "64"]);
  assert.deepEqual(layout.yaxis.ticktext, ["SGD, reset", "Adam, reset"]);
  assert.deepEqual(figure.numbers, ["SGD, reset, all: 50 % (4 of 8)", "Adam, reset, all: 100 % (8 of 8)"]);
});
