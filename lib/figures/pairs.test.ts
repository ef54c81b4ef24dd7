import assert from "node:assert/strict";
import { test } from "node:test";
import { pairs } from "./pairs.js";

const interval = (estimate: number) => ({ estimate, lower: estimate - 10, upper: estimate + 20 });

test("a line for each run, a mark with its interval for each mean, and the numbers in words", () => {
  const figure = pairs(
    [
      {
        optimizer: "Adam",
        setting: "usual form",
        values: [
          [100, 120],
          [150, 130],
        ],
        means: [interval(110), interval(140)],
        note: "ratio 0.79",
      },
    ],
    { title: "Joint task", value: "updates", ways: ["reset", "carried over"], interval: "mean of 2 runs" },
  );
  const [line, first, second] = figure.plot.data.slice(2) as unknown as [
    { y: (number | null)[] },
    { x: number[]; error_y: { array: number[]; arrayminus: number[] } },
    { x: number[] },
  ];
  assert.deepEqual(line.y, [100, 150, null, 120, 130, null]);
  assert.deepEqual([first.error_y.array, first.error_y.arrayminus], [[20], [10]]);
  assert.ok((first.x[0] as number) < (second.x[0] as number));
  assert.deepEqual(figure.numbers, [
    "Adam, usual form: reset 110.0 [100.0, 130.0], carried over 140.0 [130.0, 160.0]; ratio 0.79",
  ]);
});
