import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Scalar, Tensor } from "@tensorflow/tfjs";
import { gradients } from "../engine/gradients.js";
import { jit } from "../engine/jit.js";
import { tf } from "../engine/tensorflow.js";
import { assertClose } from "../engine/testSupport.js";
import { flatten, type TensorTree, unflatten } from "../engine/tree.js";
import { activations } from "./activations.js";
import {
  type Activation,
  cnn,
  gru,
  linear,
  mlp,
  sigmoidCrossEntropy,
  softmaxCrossEntropy,
  squaredError,
} from "./index.js";
import type { MlpParams } from "./mlp.js";
import type { Model } from "./model.js";

/** What golden/generate.py writes: tensors by shape and values, two replicas of each model. */
interface Packed {
  readonly shape: number[];
  readonly values: number[];
}
type PackedParams = Record<string, Record<"kernel" | "bias", Packed>>;
interface Golden {
  readonly params: PackedParams;
  readonly inputs: Packed;
  readonly targets: Packed;
  readonly outputs: Packed;
  readonly losses: Packed;
  readonly gradients: PackedParams;
}

const file = join(__dirname, "../../models/golden/values.json");
const golden: Record<string, Golden> = JSON.parse(readFileSync(file, "utf8"));

const tensor = ({ shape, values }: Packed, dtype: "float32" | "int32" = "float32") => tf.tensor(values, shape, dtype);
const tree = (params: PackedParams) =>
  Object.fromEntries(
    Object.entries(params).map(([name, { kernel, bias }]) => [name, { kernel: tensor(kernel), bias: tensor(bias) }]),
  );

/** Outputs, losses and gradients, op by op and compiled, are PyTorch's. */
function assertGolden<Params extends MlpParams>(
  name: string,
  model: Model<Params>,
  loss: (outputs: Tensor, targets: Tensor) => Tensor,
  inputs: Tensor,
  targets: Tensor,
): void {
  const { params, outputs, losses, gradients: expected } = golden[name] as Golden;
  const start = tree(params) as Params;
  assert.deepEqual(flatten(model.init([1, 2])).paths, flatten(start as TensorTree).paths);
  const wanted = { outputs: tensor(outputs), losses: tensor(losses), gradient: tree(expected) };
  const step = (at: Params) => ({
    outputs: model.apply(at, inputs),
    losses: loss(model.apply(at, inputs), targets),
    gradient: gradients((p: TensorTree) => tf.sum(loss(model.apply(p as Params, inputs), targets)) as Scalar, at),
  });
  for (const run of [step, jit(step, { compiler: "graph" })]) {
    const found = run(start);
    assertClose(
      { ...found, gradient: unflatten(wanted.gradient, flatten<Tensor>(found.gradient).leaves) },
      wanted,
      2e-6,
    );
  }
}

const labels = ({ targets }: Golden, classes: number) =>
  tf.cast(tf.oneHot(tensor(targets, "int32"), classes), "float32");

test("the convolutional network is PyTorch's, forward and backward", () => {
  const model = cnn({ shape: [15, 10, 2], filters: [3, 4], kernel: 3, pooling: 2, units: 5, classes: 3 });
  const given = golden.cnn as Golden;
  assertGolden("cnn", model, softmaxCrossEntropy, tensor(given.inputs), labels(given, 3));
});

test("the GRU is PyTorch's, forward and backward", () => {
  const model = gru({ vocabulary: 5, units: 4, layers: 2 });
  const given = golden.gru as Golden;
  assertGolden("gru", model, softmaxCrossEntropy, tensor(given.inputs, "int32"), labels(given, 5));
});

test("logistic regression is PyTorch's, forward and backward", () => {
  const { inputs, targets } = golden.logistic as Golden;
  assertGolden("logistic", linear(4, 2), sigmoidCrossEntropy, tensor(inputs), tensor(targets));
});

for (const activation of Object.keys(activations) as Activation[]) {
  test(`an MLP with ${activation} and squared error is PyTorch's, forward and backward`, () => {
    const { inputs, targets } = golden[`mlp.${activation}`] as Golden;
    assertGolden(`mlp.${activation}`, mlp([4, 6, 3], { activation }), squaredError, tensor(inputs), tensor(targets));
  });
}
