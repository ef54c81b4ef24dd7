import assert from "node:assert/strict";
import { test } from "node:test";
import { jsonLines, report } from "./report.js";

const measurements = [
  { name: "training step", engine: "momenta", replicas: 1, msPerUpdate: 0.25, compileMs: 400 },
  { name: "training step", engine: "tfjs-node", replicas: 1, msPerUpdate: 5 },
  { name: "training step", engine: "momenta", replicas: 25, msPerUpdate: 10, compileMs: 600 },
  { name: "training step", engine: "tfjs-node", replicas: 25, msPerUpdate: 90 },
];

test("--json is one line a measurement", () => {
  const lines = jsonLines(measurements).trimEnd().split("\n");
  assert.deepEqual(
    lines.map((line) => JSON.parse(line)),
    measurements,
  );
});

test("the table has each engine's time as a multiple of Momenta's, and the verdict on each target", () => {
  const text = report(measurements);
  assert.match(text, /tfjs-node +1 +5\.00 +20\.0/);
  assert.match(text, /1 replica: .*met \(20\.0/);
  assert.match(text, /25 replicas: .*missed \(9\.0/);
});
