import assert from "node:assert/strict";
import { test } from "node:test";
import { sgd } from "momenta/optimizers";
import { correctedMean, largestRatio, lastAloneRatio, stepAtNoise } from "./measure/closedForms.js";
import { drawGradients, placesUpTo } from "./measure/draws.js";
import { feed } from "./measure/feed.js";
import { decay } from "./measure/unitAdam.js";
import { adamProperties } from "./study.js";

const near = (actual: number, expected: number, tolerance = 1e-6) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

test("the closed forms in their limits", () => {
  near(largestRatio(decay, 1), 1);
  near(lastAloneRatio(decay, 1), 1);
  near(lastAloneRatio(decay, 1e6), 0.1 / Math.sqrt(0.001), 1e-5);
  near(largestRatio(decay, 1e6), 0.1 / Math.sqrt(0.001 * (1 - 0.81 / 0.999)), 1e-5);
  // Equal decay rates: the printed bound is right.
  near(largestRatio({ beta1: 0.9, beta2: 0.9 }, 50), 1);
  near(
    correctedMean(0.9, 37, () => 3),
    3,
  );
  near(
    correctedMean(0.5, 2, (t) => t),
    (0.25 * 1 + 0.5 * 2) / 0.75,
  );
  near(stepAtNoise(0, 0.9).mean, 1);
  near(stepAtNoise(1e6, 0.9).rootMeanSquare, Math.sqrt(0.1 / 1.9));
});

test("fed gradients come back as steps, replica by replica", () => {
  const [first, last] = feed(sgd({ learningRate: 0.2 }), new Float32Array([1, 2, 9, 4, 5, 6]), 2, [1, 3]);
  const near32 = (values: Float32Array | undefined, expected: number[]) =>
    expected.forEach((value, at) => {
      near(values?.[at] as number, value);
    });
  near32(first?.step, [-0.2, -0.4]);
  near32(last?.step, [-1, -1.2]);
  near32(last?.longest, [1.8, 1.2]);
  near32(last?.beyond, [1, 1]);
});

test("sequences are seeds: more of them leave the first ones as they are", () => {
  const [few, many] = [2, 3].map((count) => drawGradients(count, 4, (_, normal) => normal())) as [
    Float32Array,
    Float32Array,
  ];
  const of = (gradients: Float32Array, width: number) => [0, 1, 2, 3].map((t) => gradients[t * width + 1]);
  assert.deepEqual(of(few, 2), of(many, 3));
  assert.deepEqual(placesUpTo(8, 3), [1, 2, 4, 8]);
});

test("steps are those of the closed forms, and the properties hold under their conditions", async () => {
  const result = await adamProperties.run({ sequences: 200, updates: 200, pathUpdates: 60 }, { store: null });
  for (const { worst, largest, lastAlone, lastAloneExpected } of result.bound.at) {
    near(worst / largest, 1, 1e-3);
    near(lastAlone / lastAloneExpected, 1, 1e-3);
  }
  assert.ok(result.bound.sparse.longest > 1.1);
  for (const { steps, expected } of result.firstSteps.methods) {
    steps.forEach((step, at) => {
      near(step / (expected[at] as number), 1, 1e-3);
    });
  }
  assert.ok(result.firstSteps.adagradOnQuadric.last > 0.2);
  assert.equal(adamProperties.agreement(result), "depends");
});
