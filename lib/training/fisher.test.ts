/** Elastic weight consolidation of softmax regression, in closed form. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tensor } from "@tensorflow/tfjs";
import { type Examples, inputTable, split } from "../datasets/index.js";
import { random, type TensorTree, tf, tidy } from "../engine/index.js";
import { assertClose } from "../engine/testSupport.js";
import { linear, softmaxCrossEntropy } from "../models/index.js";
import { sgd } from "../optimizers/index.js";
import { fixedUpdates, lastTask } from "./criteria/index.js";
import { drawFisherExamples, fisherDiagonal } from "./fisher.js";
import { train } from "./train.js";

const [CLASSES, FEATURES, PER_CLASS] = [4, 2, 30];
const COUNT = CLASSES * PER_CLASS;

/** Points around the corners of a square, a class a corner, all of a class in a row. */
function square(stream: number): Examples {
  const { normal } = random(5, stream);
  const labels = Uint8Array.from({ length: COUNT }, (_, at) => Math.floor(at / PER_CLASS));
  const inputs = Float32Array.from({ length: FEATURES * COUNT }, (_, at) => {
    const label = labels[Math.floor(at / FEATURES)] as number;
    return 2 * ((label >> (at % FEATURES)) & 1) - 1 + normal();
  });
  return { count: COUNT, shape: [FEATURES], features: FEATURES, inputs, labels };
}

const data = { name: "square", classes: CLASSES, train: square(0), test: square(1) };
const model = linear(FEATURES, CLASSES);
const indices = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, at) => from + at);

/** An input with a 1 for the bias, the label, and the probabilities that parameters, [(features + 1) · classes], give. */
function outcome(weights: readonly number[], index: number) {
  const input = [...data.train.inputs.subarray(index * FEATURES, (index + 1) * FEATURES), 1];
  const powers = Array.from({ length: CLASSES }, (_, unit) =>
    Math.exp(input.reduce((sum, x, at) => sum + x * (weights[at * CLASSES + unit] as number), 0)),
  );
  const total = powers.reduce((sum, power) => sum + power, 0);
  return { input, label: data.train.labels[index] as number, probabilities: powers.map((power) => power / total) };
}

/** For every weight the mean over examples of a function of its input, of the probability of its unit, and of its label being it. */
function means(
  weights: readonly number[],
  examples: Int32Array,
  of: (x: number, p: number, y: number) => number,
): number[] {
  const sum = Array<number>((FEATURES + 1) * CLASSES).fill(0);
  for (const index of examples) {
    const { input, label, probabilities } = outcome(weights, index);
    input.forEach((x, at) => {
      probabilities.forEach((p, unit) => {
        sum[at * CLASSES + unit] = (sum[at * CLASSES + unit] as number) + of(x, p, Number(unit === label));
      });
    });
  }
  return sum.map((total) => total / examples.length);
}

/** Kernel, then bias, which is the weight of the 1. */
const flat = ({ output }: { output: { kernel: ArrayLike<number>; bias: ArrayLike<number> } }) => [
  ...Array.from(output.kernel),
  ...Array.from(output.bias),
];
const values = (tree: TensorTree) => {
  const { output } = tree as { output: { kernel: Tensor; bias: Tensor } };
  return flat({ output: { kernel: output.kernel.dataSync(), bias: output.bias.dataSync() } });
};

/** The Fisher information at the parameters of seed 1, of examples one after the other. */
function estimated(fisher: "drawn" | "empirical", rows: Int32Array, noise: Float32Array, competing?: Tensor) {
  const { train } = data;
  return fisherDiagonal(
    { model, loss: softmaxCrossEntropy, outputs: CLASSES } as never,
    { fisher },
    model.init([1]),
    tf.zeros([1], "int32"),
    {
      inputs: inputTable(train, indices(0, COUNT)),
      targets: tf.tensor1d([...train.labels], "int32"),
      competing,
    },
    { rows: tf.tensor2d(rows, [rows.length, 1]), noise: tf.tensor3d(noise, [rows.length, 1, CLASSES]) },
  );
}

test("the empirical Fisher information of softmax regression is the mean of x² (p − y)²", () => {
  tidy(() => {
    const rows = indices(0, COUNT);
    const found = estimated("empirical", rows, new Float32Array(COUNT * CLASSES));
    const wanted = means(values(model.init([1])), rows, (x, p, y) => x ** 2 * (p - y) ** 2);
    assertClose(tf.tensor1d(values(found)), tf.tensor1d(wanted), 1e-6);
  });
});

test("with drawn labels it is the mean of x² p (1 − p), to within 4 standard errors", () => {
  tidy(() => {
    const rounds = Array.from({ length: 25 }, (_, phase) =>
      drawFisherExamples(indices(0, COUNT), 1, phase, COUNT, CLASSES),
    );
    const rows = Int32Array.from(rounds.flatMap((round) => [...round.rows]));
    const noise = Float32Array.from(rounds.flatMap((round) => [...round.noise]));
    const found = values(estimated("drawn", rows, noise));
    const at = values(model.init([1]));
    const wanted = means(at, rows, (x, p) => x ** 2 * p * (1 - p));
    const variances = means(at, rows, (x, p) => x ** 4 * p * (1 - p) * (1 - 2 * p) ** 2);
    wanted.forEach((value, weight) => {
      const error = Math.sqrt((variances[weight] as number) / rows.length);
      assert.ok(
        Math.abs((found[weight] as number) - value) < 4 * error,
        `weight ${weight}: ${found[weight]}, ${value}`,
      );
      assert.ok(4 * error < value / 2);
    });
  });
});

test("a label that does not compete is not drawn", () => {
  tidy(() => {
    const { rows, noise } = drawFisherExamples(indices(0, COUNT), 1, 0, COUNT, CLASSES);
    const found = values(estimated("drawn", rows, noise, tf.tensor2d([[1, 0, 1, 0]], [1, CLASSES], "bool")));
    found.forEach((value, weight) => {
      assert.equal(value === 0, weight % 2 === 1, `weight ${weight}: ${value}`);
    });
  });
});

test("examples are drawn once each, others for every seed and task", () => {
  const draw = (seed: number, phase: number) => drawFisherExamples(indices(0, COUNT), seed, phase, COUNT, 1).rows;
  assert.deepEqual([...draw(1, 0)].sort(), [...indices(0, COUNT)].sort());
  assert.equal(new Set([draw(1, 0), draw(2, 0), draw(1, 1)].map(String)).size, 3);
});

test("training comes to rest where the gradient of the second task and that of the penalty in closed form cancel out", async () => {
  const strength = 20;
  const [run] = await train({
    model,
    optimizer: sgd({ learningRate: 0.2 }),
    stream: split(data, [
      [0, 1],
      [2, 3],
    ]),
    criterion: lastTask(fixedUpdates(2000), fixedUpdates(10)),
    continualLearning: { ewc: { strength, examples: COUNT / 2, fisher: "empirical" } },
    batchSize: COUNT / 2,
    compiler: "graph",
    parameters: true,
  });
  const [learned = [], rest = []] = run?.parameters?.map((params) => flat(params as never)) ?? [];
  const [first, second] = [indices(0, COUNT / 2), indices(COUNT / 2, COUNT)];
  const gradient = means(rest, second, (x, p, y) => x * (p - y));
  const information = means(learned, first, (x, p, y) => x ** 2 * (p - y) ** 2);
  gradient.forEach((value, at) => {
    const pull = strength * (information[at] as number) * ((rest[at] as number) - (learned[at] as number));
    assert.ok(Math.abs(value + pull) < 1e-5, `weight ${at}: ${value} and ${pull}`);
    assert.ok(Math.abs(pull) > 1e-3, `weight ${at}: ${pull}`);
  });
});
