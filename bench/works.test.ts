import assert from "node:assert/strict";
import { test } from "node:test";
import { worksNamed } from "./works.js";

test("--only takes pieces of work by their names, all where there is none", () => {
  assert.deepEqual(
    worksNamed(["five tasks", "training step"]).map(({ name }) => name),
    ["five tasks", "training step"],
  );
  const all = worksNamed([]).map(({ name }) => name);
  assert.equal(new Set(all).size, all.length);
  assert.deepEqual(worksNamed(all), worksNamed([]));
});

test("a name that no work has is an error that lists those there are", () => {
  assert.throws(() => worksNamed(["trainingstep"]), /"trainingstep"; give one of: training step, training step of 25/);
});
