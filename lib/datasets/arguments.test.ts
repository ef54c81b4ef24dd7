import assert from "node:assert/strict";
import { test } from "node:test";
import * as datasets from "./index.js";

/** Plain JavaScript, as a notebook may have it. */
const given = datasets as unknown as Record<string, (...given: unknown[]) => unknown>;
const call =
  (name: string, ...values: unknown[]) =>
  () =>
    given[name]?.(...values);
const moons = datasets.twoMoons({ examples: 8 });

const cases: [attempt: () => unknown, message: string][] = [
  [call("twoMoons", { nois: 0.1 }), "two moons: there is no option nois; did you mean noise?"],
  [call("gaussianBlobs", { clases: 3 }), "Gaussian blobs: there is no option clases; did you mean classes?"],
  [call("twoMoons", { noise: "0.1" }), 'two moons: noise is "0.1"; give a finite number of at least 0.'],
  [
    call("split", moons, [[0], [1]], { heads: "task-incremental" }),
    "split two moons: there is no option heads; did you mean head?",
  ],
  [
    call("split", moons, [[0], [1]], { head: "task" }),
    'split two moons: head is "task"; give "class-incremental", "domain-incremental" or "task-incremental".',
  ],
  [call("permuted", moons, 2), "permuted: the options are missing; give an object of seed."],
  [call("labelShuffled", moons, 2, {}), "labelShuffled: seed is missing; give a whole number from 0 to 2³² − 1."],
  [
    call("weightFlipping", [1], { flipevery: 3 }),
    "weightFlipping: there is no option flipevery; did you mean flipEvery?",
  ],
  [
    call("rateTracking", [1], { drift: 3 }),
    "rateTracking: drift is 3; give the lowest and the highest drift, in order.",
  ],
];

test("what is wrong with an option is said in a sentence: its name, its value, what is allowed", () => {
  for (const [attempt, message] of cases) assert.throws(attempt, { name: "RangeError", message });
});
