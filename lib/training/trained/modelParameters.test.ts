import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tensor } from "@tensorflow/tfjs";
import { leaves, tf, tidy } from "../../engine/index.js";
import { mlp } from "../../models/index.js";
import type { ParameterValues } from "../run.js";
import { modelParameters } from "./modelParameters.js";
import { parameterValues } from "./parameterValues.js";

const model = mlp([2, 3, 2]);

/** The initial parameters of a seed, as a run returns them. */
function initialValues(seed: number): ParameterValues {
  let values: ParameterValues = {};
  tidy(() => {
    values = parameterValues(model.init([seed]));
  });
  return values;
}

test("replicas come back in their order, with the parameters that they had", () => {
  const before = tf.memory().numTensors;
  const inputs = tf.tensor2d([
    [1, 2],
    [-3, 0.5],
  ]);
  const params = modelParameters(model, [5, 4, 5].map(initialValues));
  const outputs = (at: typeof params) => tidy(() => model.apply(at, inputs).arraySync()) as unknown as number[][][];
  const [first, second, third] = outputs(params);
  const [five, four] = tidy(() => outputs(model.init([5, 4])));
  assert.deepEqual([first, second, third], [five, four, five]);
  tf.dispose([inputs, ...leaves<Tensor>(params)]);
  assert.equal(tf.memory().numTensors, before);
});

test("parameters of another model are refused", () => {
  const wider = mlp([2, 4, 2]);
  assert.throws(
    () => modelParameters(wider, [initialValues(1)]),
    /^RangeError: modelParameters: what was trained has no layer1\.kernel of shape \[2, 4\]/,
  );
});
