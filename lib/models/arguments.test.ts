import assert from "node:assert/strict";
import { test } from "node:test";
import * as models from "./index.js";

/** Plain JavaScript, as a notebook may have it. */
const given = models as unknown as Record<string, (...given: unknown[]) => { init: (seeds: unknown) => unknown }>;
const call =
  (name: string, ...values: unknown[]) =>
  () =>
    given[name]?.(...values);
const init = (seeds: unknown) => () => given.mlp?.([3, 2]).init(seeds);
const sizes = { shape: [28, 28, 1], filters: [4], kernel: 3, pooling: 2, units: 5, classes: 10 };

const widths = "give a list of at least features and classes, all positive integers.";
const whole = "give a whole number, at least 1 and below 2³¹.";
const spread = "give a finite number of at least 0.";
const someSeeds = "give a list of whole numbers, one for each replica.";

const cases: [attempt: () => unknown, message: string | RegExp][] = [
  [call("mlp"), `mlp: widths is missing; ${widths}`],
  [call("mlp", 784), `mlp: widths is 784; ${widths}`],
  [call("mlp", [784, 0, 10]), `mlp: widths is [784, 0, 10]; ${widths}`],
  [call("mlp", [784, -1, 10]), `mlp: widths is [784, -1, 10]; ${widths}`],
  [call("mlp", [784, 1.5, 10]), `mlp: widths is [784, 1.5, 10]; ${widths}`],
  [call("mlp", [784, "100", 10]), `mlp: widths is [784, "100", 10]; ${widths}`],
  [call("mlp", [3, 2], { activaton: "tanh" }), "mlp: there is no option activaton; did you mean activation?"],
  [
    call("mlp", [3, 2], { activation: "ReLU" }),
    'mlp: activation is "ReLU"; give "relu", "tanh", "sigmoid", "gelu", "leakyRelu" or "identity".',
  ],
  [
    call("mlp", [3, 2], { initializer: "heNormal" }),
    'mlp: initializer is "heNormal"; give an initializer, as heNormal.',
  ],
  [
    call("mlp", [3, 2], { initializer: given.normal }),
    "mlp: initializer is the function normal, not called; give an initializer, as heNormal.",
  ],
  [call("linear", 3, 0), `mlp: widths is [3, 0]; ${widths}`],
  [call("normal", -1), `normal: standardDeviation is -1; ${spread}`],
  [call("cnn"), /^cnn: the options are missing; give an object of shape, filters, kernel, pooling, units, classes\.$/],
  [call("cnn", { ...sizes, filter: [4] }), "cnn: there is no option filter; did you mean filters?"],
  [call("cnn", { ...sizes, units: 0 }), `cnn: units is 0; ${whole}`],
  [call("gru", { vocabulary: 8, units: 4 }), `gru: layers is missing; ${whole}`],
  [call("gru", { vocabulary: 8, units: 4, layer: 1 }), "gru: there is no option layer; did you mean layers?"],
  [call("randomFeatures", 3, 0, 2, { kind: "relu", seed: 1 }), `randomFeatures: width is 0; ${whole}`],
  [
    call("randomFeatures", 3, 4, 2, { kind: "relu" }),
    /^randomFeatures: seed is missing; give a whole number from 0 to/,
  ],
  [init(3), `init: seeds is 3; ${someSeeds}`],
  [init([]), `init: seeds is []; ${someSeeds}`],
];

test("what is wrong with an argument is said in a sentence: its name, its value, what is allowed", () => {
  for (const [attempt, message] of cases) assert.throws(attempt, { name: "RangeError", message });
});
