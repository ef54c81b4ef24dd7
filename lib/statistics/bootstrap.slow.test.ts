import assert from "node:assert/strict";
import { test } from "node:test";
import { random } from "../engine/random.js";
import { bootstrapRatio } from "./index.js";

test("BCa intervals of the ratio of skewed values cover the truth", () => {
  const { normal } = random(29, 0);
  const trials = 300;
  let covered = 0;
  for (let trial = 0; trial < trials; trial++) {
    const b = Array.from({ length: 40 }, () => Math.exp(0.5 * normal()));
    const a = b.map((value) => 0.7 * value * Math.exp(0.3 * normal() - 0.045));
    const { lower, upper } = bootstrapRatio(a, b, { seed: trial, resamples: 500 });
    covered += Number(lower <= 0.7 && 0.7 <= upper);
  }
  assert.ok(Math.abs(covered / trials - 0.95) < 4 * Math.sqrt((0.95 * 0.05) / trials), `${covered} of ${trials}`);
});
