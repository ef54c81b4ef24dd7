import assert from "node:assert/strict";
import { test } from "node:test";
import type { LineMark } from "./types.js";
import { intervals } from "./value.js";
import { coursesInWords, endsInWords, valuesInWords } from "./words.js";

const rising: LineMark = { as: "line", name: "first layer", x: [1, 2, 3, 4], y: [0.1, 0.4, 0.8, 0.2] };
const measured = { x: [0, 1, 3], y: intervals([1, 2, 4], [0.5, 1, 3.5], [1.5, 4, 4.5]) };

test("a course: its first, its last and its largest value, of the updates that its panel shows", () => {
  const rule = { as: "rule", x: 2 } as const;
  const rows = [[{ heading: "Adam", marks: [rising, rule] }], [{ x: { range: [0, 2] as const }, marks: [rising] }]];
  assert.deepEqual(coursesInWords(rows), [
    "Adam, first layer: 0.1 at the first update, 0.2 at update 4, largest 0.8 at update 3",
    "first layer: 0.1 at the first update, 0.4 at update 2, largest 0.4 at update 2",
  ]);
});

test("values with their intervals, all or the ends", () => {
  assert.equal(valuesInWords("SGD", measured, 1), "SGD: 1.0 ± 0.5 at 0, 2.0 [1.0, 4.0] at 1, 4.0 ± 0.5 at 3");
  assert.equal(endsInWords("SGD", measured, 1), "SGD: 1.0 ± 0.5 at 0, 4.0 ± 0.5 at 3");
  assert.equal(endsInWords("SGD", { x: [-2], y: [-0.25] }, 2), "SGD: −0.25 at −2");
});
