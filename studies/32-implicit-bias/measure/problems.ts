import { random } from "momenta/engine";
import { type NormName, normOf, products } from "./leastNorm.js";
import type { Examples } from "./linear.js";

/** What the true weights are like. */
export const truths = ["sparse", "Gaussian", "signs"] as const;
export type Truth = (typeof truths)[number];

/** Streams of a seed. */
const STREAM = { inputs: 0, truth: 1, order: 2, labels: 3, parameters: 4 } as const;

/** n rows of p standard normal numbers. */
export function gaussianRows(seed: number, n: number, p: number): Float64Array[] {
  const { normal } = random(seed, STREAM.inputs);
  return Array.from({ length: n }, () => Float64Array.from({ length: p }, normal));
}

/**
 * True weights of Euclidean norm 1: `relevant` of them ±1 and the others 0, all standard normal, or all ±1, divided by the
 * norm. What is random in one of them is the same in the others.
 */
export function trueWeights(seed: number, truth: Truth, p: number, relevant: number): Float64Array {
  const { normal } = random(seed, STREAM.truth);
  const draws = Float64Array.from({ length: p }, normal);
  const weights = draws.map((value, at) => {
    if (truth === "Gaussian") return value;
    return truth === "sparse" && at >= relevant ? 0 : Math.sign(value);
  });
  const norm = normOf(weights, "l2" satisfies NormName);
  return weights.map((value) => value / norm);
}

/** Targets without noise. */
export function regression(inputs: readonly Float64Array[], weights: Float64Array): Examples {
  return { inputs, targets: products(inputs, weights) };
}

/** Minibatches of so many updates: the examples in a new order each time that all have been seen, none left over. */
export function shuffledBatches(seed: number, n: number, size: number, updates: number): number[][] {
  const { shuffle } = random(seed, STREAM.order);
  const perEpoch = Math.max(1, Math.floor(n / size));
  const batches: number[][] = [];
  while (batches.length < updates) {
    const order = [...shuffle(Int32Array.from({ length: n }, (_, at) => at))];
    for (let batch = 0; batch < perEpoch; batch++) batches.push(order.slice(batch * size, (batch + 1) * size));
  }
  return batches.slice(0, updates);
}

/** Examples with random labels ±1, which a plane through 0 separates where there are no more of them than dimensions. */
export function separable(seed: number, n: number, dimensions: number): Examples {
  const { uniform } = random(seed, STREAM.labels);
  const inputs = gaussianRows(seed, n, dimensions);
  return { inputs, targets: Float64Array.from({ length: n }, () => (uniform() < 0.5 ? -1 : 1)) };
}
