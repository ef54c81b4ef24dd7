import assert from "node:assert/strict";
import { test } from "node:test";
import { acrossDataSets } from "./acrossDataSets.js";

const text = { title: "t", value: "ratio", below: "faster", above: "slower" };
const interval = (estimate: number, half: number) => ({ estimate, lower: estimate - half, upper: estimate + half });

test("a dot for every value that a logarithmic axis can show, in its row; every value in words", () => {
  const { plot, numbers } = acrossDataSets(
    ["first", "second"],
    [
      { optimizer: "Adam", setting: "state reset", hollow: true, values: [interval(2, 3), undefined] },
      { optimizer: "SGD", values: [interval(0, 1), interval(0.5, 0.1)] },
    ],
    text,
  );
  const [adam, sgd] = plot.data.slice(-2) as unknown as [Record<string, unknown>, Record<string, unknown>];
  assert.deepEqual(
    plot.data.slice(0, -2).map((trace) => (trace as { name?: string }).name),
    ["Adam", "SGD"],
  );
  assert.deepEqual([adam.x, sgd.x], [[2], [0.5]]);
  assert.ok(
    Math.abs((adam.y as number[])[0] as number) < 0.5 && Math.abs(((sgd.y as number[])[0] as number) - 1) < 0.5,
  );
  const { array, arrayminus } = adam.error_x as Record<string, number[]>;
  assert.deepEqual([array, arrayminus], [[3], [0]]);
  assert.deepEqual(numbers, [
    "first, Adam, state reset: 2.00 ± 3.00",
    "first, SGD: 0.00 ± 1.00",
    "second, SGD: 0.50 ± 0.10",
  ]);
});

test("a series has a value for each row", () => {
  assert.throws(() => acrossDataSets(["a", "b"], [{ optimizer: "SGD", values: [] }], text), /has 0 values for 2 rows/);
});
