import assert from "node:assert/strict";
import { test } from "node:test";
import { jsonLines, resultsTable, targetsTable } from "./report.js";
import type { Result, Target, Work } from "./work.js";

const common = { work: "training step", unit: "update", rounds: 5 };
const results: Result[] = [
  { ...common, contender: "momenta", median: 0.25, minimum: 0.2, maximum: 0.5, compiling: 400 },
  { ...common, contender: "tfjs-node", median: 5, minimum: 4, maximum: 6, rounds: 1 },
  { work: "training step", contender: "jax", absent: "without jax" },
  { ...common, work: "table", contender: "momenta", median: 100, minimum: 90, maximum: 110, compiling: 50 },
  { ...common, work: "table", contender: "pytorch", median: 180, minimum: 170, maximum: 190 },
];

const work = (name: string, targets: Target[]): Work => ({ name, unit: "update", contenders: () => [], targets });

test("--json is one line a result", () => {
  const lines = jsonLines(results).trimEnd().split("\n");
  assert.deepEqual(
    lines.map((line) => JSON.parse(line)),
    results,
  );
});

test("each time is a multiple of the first contender's at the same work, and who is absent says why", () => {
  const rows = resultsTable(results).rows.map((row) => [...row]);
  const momenta = ["training step", "momenta", "update", 0.25, 0.2, 0.5, 1, 400, ""];
  const tfjs = ["training step", "tfjs-node", "update", 5, 4, 6, 20, undefined, "1 round"];
  assert.deepEqual(rows.slice(0, 2), [momenta, tfjs]);
  assert.deepEqual(rows[2]?.slice(0, 3), ["training step", "jax", undefined]);
  assert.equal(rows[2]?.at(-1), "without jax");
  assert.equal(rows[4]?.[6], 1.8);
});

test("a target is met, missed, or not measured; compiling counts where the target says so", () => {
  const works = [
    work("training step", [
      { contender: "momenta", against: "tfjs-node", atLeast: 20 },
      { contender: "momenta", against: "jax", atLeast: 1 },
    ]),
    work("table", [
      { contender: "momenta", against: "pytorch", atLeast: 2 },
      { contender: "momenta", against: "pytorch", atLeast: 1.2, compiling: true },
    ]),
  ];
  assert.deepEqual(
    targetsTable(works, results).rows.map((row) => row.slice(1)),
    [
      ["momenta", "tfjs-node", 20, 20, "met"],
      ["momenta", "jax", 1, undefined, "not measured"],
      ["momenta", "pytorch", 2, 1.8, "missed"],
      ["momenta, with compiling", "pytorch", 1.2, 1.2, "met"],
    ],
  );
});
