/** What learned step sizes are good for: two problems of Degris et al. 2024, arXiv 2401.17401, whose best step sizes are known. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tensor } from "@tensorflow/tfjs";
import { type Random, random } from "../engine/random.js";
import { scan } from "../engine/scan.js";
import { tf } from "../engine/tensorflow.js";
import type { TensorTree } from "../engine/tree.js";
import { differenceInterval, mean } from "../statistics/index.js";
import { applyUpdates, type CurvatureOptimizer, idbd, type Optimizer, sgd } from "./index.js";

/** Examples of R linear units, one for each seed: inputs [K, R, n], targets [K, R]. */
interface Stream extends Record<string, TensorTree> {
  readonly inputs: Tensor;
  readonly targets: Tensor;
}

/** Draws K examples for each seed: `example` writes one's inputs, and returns its target. */
function draw(
  K: number,
  n: number,
  seeds: readonly number[],
  source: (generator: Random) => (inputs: Float32Array, k: number) => number,
): Stream {
  const R = seeds.length;
  const inputs = new Float32Array(K * R * n);
  const targets = new Float32Array(K * R);
  seeds.forEach((seed, r) => {
    const example = source(random(seed, 0));
    for (let k = 0; k < K; k++) {
      const place = k * R + r;
      targets[place] = example(inputs.subarray(place * n, (place + 1) * n), k);
    }
  });
  return { inputs: tf.tensor(inputs, [K, R, n]), targets: tf.tensor(targets, [K, R]) };
}

/** The squared errors [K][R] of units that start at 0, before each update, and the last state. */
function squaredErrors<State extends Record<string, TensorTree>>(
  optimizer: Optimizer<State> | CurvatureOptimizer<State>,
  stream: Stream,
): [errors: number[][], state: State] {
  const { init, update } = optimizer as CurvatureOptimizer<State>;
  const [, R, n] = stream.inputs.shape as [number, number, number];
  type Carry = { params: { w: Tensor }; state: State };
  const step = ({ params, state }: Carry, { inputs, targets }: Stream): [Carry, Tensor] => {
    const error = tf.sub(targets, tf.sum(tf.mul(params.w, inputs), 1));
    const gradients = { w: tf.neg(tf.mul(tf.reshape(error, [R, 1]), inputs)) };
    const [updates, next] = update(gradients, state, params, { w: tf.square(inputs) });
    return [{ params: applyUpdates(params, updates), state: next }, tf.square(error)];
  };
  const params = { w: tf.zeros([R, n]) as Tensor };
  const [last, errors] = scan(step, { params, state: init(params) }, stream);
  return [errors.arraySync() as number[][], last.state];
}

/** The mean of each replica. */
function perReplica(rows: number[][]): number[] {
  return (rows[0] as number[]).map((_, r) => mean(rows.map((row) => row[r] as number)));
}

const seeds = [1, 2, 3, 4, 5, 6];

/** 20 weights, 15 of them 0; the others ±1, and one of them changes its sign every 20 examples. */
function weightFlipping(generator: Random) {
  const weights: number[] = Array.from({ length: 5 }, () => (generator.uniform() < 0.5 ? -1 : 1));
  return (inputs: Float32Array, k: number) => {
    if (k % 20 === 0) {
      const flipped = generator.below(5);
      weights[flipped] = -(weights[flipped] as number);
    }
    inputs.forEach((_, at) => {
      inputs[at] = generator.normal();
    });
    return weights.reduce((sum, weight, at) => sum + weight * (inputs[at] as number), 0);
  };
}

test("weight flipping: IDBD finds the five inputs that matter, and its error is far below the best SGD's", () => {
  const stream = draw(20_000, 20, seeds, weightFlipping);
  const settled = (errors: number[][]) => perReplica(errors.slice(10_000));
  const candidates = [0.02, 0.03, 0.04, 0.05].map((learningRate) =>
    settled(squaredErrors(sgd({ learningRate }), stream)[0]),
  );
  const [best = []] = candidates.sort((a, b) => mean(a) - mean(b));
  const [errors, { stepSizes }] = squaredErrors(idbd({ metaRate: 0.01, initialRate: 0.05 }), stream);
  const learned = settled(errors);
  const { estimate, lower, upper } = differenceInterval(best, learned);
  assert.ok(lower > 1.5, `${estimate} [${lower}, ${upper}]`);
  const rates = (stepSizes as { w: Tensor }).w.arraySync() as number[][];
  for (const row of rates) assert.ok(Math.min(...row.slice(0, 5)) > 4 * Math.max(...row.slice(5)), `${row}`);
});

/** A weight that walks at random, seen through noise: w ← w + σ · N(0, 1), target w + N(0, 1), input 1. */
const randomWalk =
  (sigma: number) =>
  ({ normal }: Random) => {
    let weight = 0;
    return (inputs: Float32Array) => {
      inputs[0] = 1;
      weight += sigma * normal();
      return weight + normal();
    };
  };

for (const [sigma, metaRate] of [
  [0.5, 0.005],
  [1, 0.002],
  [2, 0.001],
] as const) {
  test(`rate tracking at a drift of ${sigma}: IDBD finds the best step size, (−σ² + √(σ⁴ + 4σ²)) / 2`, () => {
    const stream = draw(20_000, 1, seeds, randomWalk(sigma));
    const [, { stepSizes }] = squaredErrors(idbd({ metaRate, initialRate: 0.1 }), stream);
    const found = mean([...(stepSizes as { w: Tensor }).w.dataSync()]);
    const best = (-(sigma ** 2) + Math.sqrt(sigma ** 4 + 4 * sigma ** 2)) / 2;
    assert.ok(Math.abs(found - best) < 0.05 * best, `${found}, expected ${best}`);
  });
}
