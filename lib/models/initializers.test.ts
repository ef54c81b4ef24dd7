import assert from "node:assert/strict";
import { test } from "node:test";
import { tf } from "../engine/tensorflow.js";
import { leaves } from "../engine/tree.js";
import {
  fanInUniform,
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  type Initializer,
  lecunNormal,
  normal,
  orthogonal,
  zeros,
} from "./index.js";
import { uniform } from "./initializers.js";
import { initialLayers } from "./initialLayers.js";

const parts = (initializer: Initializer, kernelShape: number[], seeds = [5]) => {
  const { kernel, bias } = initialLayers(seeds, initializer)(kernelShape);
  return { kernel, kernelValues: [...kernel.dataSync()], bias, biasValues: [...bias.dataSync()] };
};

/** Within four standard errors: the variance of a mean square is (fourth moment / variance² − 1) · variance² / n. */
function assertVariance(values: number[], variance: number, kurtosis: number): void {
  const found = values.reduce((sum, value) => sum + value * value, 0) / values.length;
  const error = variance * Math.sqrt((kurtosis - 1) / values.length);
  assert.ok(Math.abs(found - variance) < 4 * error, `variance ${found}, expected ${variance} ± ${error}`);
}

const NORMAL = 3;
const UNIFORM = 9 / 5;

// A convolution with 3 · 3 · 20 = 180 numbers into each of 30 outputs, and 3 · 3 · 30 = 270 out of each input.
const convolution = [3, 3, 20, 30];
const [fanIn, fanOut] = [180, 270];
const cases: [string, Initializer, variance: number, kurtosis: number][] = [
  ["fanInUniform", fanInUniform, 1 / (3 * fanIn), UNIFORM],
  ["heNormal", heNormal, 2 / fanIn, NORMAL],
  ["heUniform", heUniform, 2 / fanIn, UNIFORM],
  ["glorotNormal", glorotNormal, 2 / (fanIn + fanOut), NORMAL],
  ["glorotUniform", glorotUniform, 2 / (fanIn + fanOut), UNIFORM],
  ["lecunNormal", lecunNormal, 1 / fanIn, NORMAL],
  ["normal", normal(0.1), 0.01, NORMAL],
  ["uniform", uniform(0.3), 0.03, UNIFORM],
];

for (const [name, initializer, variance, kurtosis] of cases) {
  test(`${name} has the mean, variance and bounds that it says`, () => {
    const { kernelValues } = parts(initializer, convolution);
    assertVariance(kernelValues, variance, kurtosis);
    const mean = kernelValues.reduce((sum, value) => sum + value, 0) / kernelValues.length;
    assert.ok(Math.abs(mean) < 4 * Math.sqrt(variance / kernelValues.length), `mean ${mean}`);
    const largest = Math.max(...kernelValues.map(Math.abs));
    const bound = Math.sqrt(3 * variance);
    if (kurtosis === UNIFORM) assert.ok(largest <= bound + 1e-7 && largest > 0.99 * bound, `largest ${largest}`);
    else assert.ok(largest > 3 * Math.sqrt(variance), `largest ${largest}`);
  });
}

test("for a matrix the fans are its sides", () => {
  assertVariance(parts(glorotUniform, [300, 100]).kernelValues, 2 / 400, UNIFORM);
  assertVariance(parts(heNormal, [300, 100]).kernelValues, 2 / 300, NORMAL);
});

test("biases are drawn where the field draws them, and 0 elsewhere", () => {
  const wide = [100, 20_000];
  assertVariance(parts(fanInUniform, wide).biasValues, 1 / 300, UNIFORM);
  assertVariance(parts(normal(0.1), wide).biasValues, 0.01, NORMAL);
  for (const initializer of [heNormal, heUniform, glorotNormal, glorotUniform, lecunNormal, orthogonal, zeros]) {
    assert.ok(parts(initializer, [4, 3]).biasValues.every((value) => value === 0));
  }
  assert.ok(parts(zeros, [4, 3]).kernelValues.every((value) => value === 0));
});

test("orthogonal kernels have orthonormal columns, or rows where there are fewer of them", () => {
  for (const shape of [
    [40, 25],
    [25, 40],
    [30, 30],
    [3, 3, 4, 10],
  ]) {
    const columns = shape.at(-1) as number;
    const { kernel } = parts(orthogonal, shape);
    const matrix = tf.reshape(kernel, [-1, columns]) as ReturnType<typeof tf.tensor2d>;
    const tall = (matrix.shape[0] as number) >= columns;
    const product = tf.matMul(matrix, matrix, tall, !tall);
    const distance = tf.max(tf.abs(tf.sub(product, tf.eye(product.shape[0] as number)))).dataSync()[0] as number;
    assert.ok(distance < 1e-6, `${shape}: ${distance}`);
  }
});

test("the entries of orthogonal matrices have mean 0 and variance 1 / side", () => {
  const side = 6;
  const values = Array.from({ length: 300 }, (_, seed) => parts(orthogonal, [side, side], [seed]).kernelValues).flat();
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  assert.ok(Math.abs(mean) < 4 / Math.sqrt(side * values.length), `mean ${mean}`);
  const diagonal = values.filter((_, index) => (index % (side * side)) % (side + 1) === 0);
  assertVariance(diagonal, 1 / side, NORMAL);
});

test("a replica depends on its own seed alone", () => {
  for (const [, initializer] of [...cases, ["orthogonal", orthogonal] as const]) {
    const layer = initialLayers([3, 11, 3], initializer)([5, 4]);
    const alone = initialLayers([11], initializer)([5, 4]);
    const row = (index: number) =>
      leaves<ReturnType<typeof tf.tensor>>(layer).map((leaf) => [...tf.slice(leaf, index, 1).dataSync()]);
    assert.deepEqual(row(1), [[...alone.kernel.dataSync()], [...alone.bias.dataSync()]]);
    assert.deepEqual(row(0), row(2));
    assert.notDeepEqual(row(0), row(1));
  }
});

test("a standard deviation that cannot be is named", () => {
  assert.throws(() => normal(-0.1), /normal: standardDeviation is -0.1; give a finite number/);
  assert.throws(() => normal(Number.NaN), /standardDeviation is NaN/);
});
