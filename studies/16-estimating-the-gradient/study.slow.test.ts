import assert from "node:assert/strict";
import { test } from "node:test";
import { last } from "../core/index.js";
import { learnedFrom } from "./claims.js";
import { estimatingTheGradient } from "./study.js";

test("at a small size: more samples, less error; finite data are overfitted, fresh ones not", async () => {
  const result = await estimatingTheGradient.run({}, { quick: true, store: null });
  const { error } = result.average;
  assert.ok((error[0]?.estimate as number) > 10 * last(error).estimate);
  assert.ok(last(learnedFrom(result, 100).gap).upper < 0);
  assert.ok(last(learnedFrom(result, null).excess).upper < last(learnedFrom(result, 100).excess).lower);
  assert.ok(result.runtime.memoryLine.largestError < 0.05);
});
