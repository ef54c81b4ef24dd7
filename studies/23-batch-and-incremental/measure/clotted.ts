import { random } from "momenta/engine";
import { type Interval, meanInterval } from "momenta/statistics";
import { type Context, round, roundInterval } from "../../core/index.js";
import type { BatchAndIncrementalOptions } from "../options.js";
import { curvatures, plus, product, solution, type TrainingSet, trainingSet, weightedMean } from "./trainingSets.js";

/** T, the instances of a training set. */
export const SIZE = 100;
/** The share of the inputs' mean square in which they differ: 0 where all instances are the same. */
export const spreads = [0, 0.001, 0.01, 0.03, 0.1, 0.3, 0.6, 1];
/** Weights of the model. */
export const dimensions = [2, 10, 40];
/** What is left in the end of the loss above the least. */
export const TARGET = 0.03;
/** Of the comparison of one epoch with one update. */
export const SMALL_RATE = 0.01;

/** What incremental updates save at one spread. */
export interface ClottedRecord {
  readonly dimension: number;
  readonly spread: number;
  /** Instances that batch descent processes on the way to the target over those of incremental updates, each at its best rate; a geometric mean. */
  readonly benefit: Interval;
  /** T λ₁ / Σ λ. */
  readonly expected: number;
  /** How far one epoch moves the weights over how far one batch update does, at a small rate. */
  readonly adjustment: Interval;
}
export interface Clotted {
  readonly records: readonly ClottedRecord[];
}

/** Batch descent and incremental updates on training sets from one clump to none. */
export async function clotted({ problems }: BatchAndIncrementalOptions, context: Context): Promise<Clotted> {
  const cells = dimensions.flatMap((dimension) => spreads.map((spread) => ({ dimension, spread })));
  const records = await context.map(cells, "spreads", ({ dimension, spread }): ClottedRecord => {
    const found = Array.from({ length: problems }, (_, index) =>
      compare(trainingSet(SIZE, dimension, spread, index + 1), index + 1),
    );
    const logarithms = meanInterval(found.map(({ benefit }) => Math.log(benefit)));
    return {
      dimension,
      spread,
      benefit: roundInterval({
        estimate: Math.exp(logarithms.estimate),
        lower: Math.exp(logarithms.lower),
        upper: Math.exp(logarithms.upper),
      }),
      expected: round(found.reduce((sum, { expected }) => sum + expected, 0) / problems),
      adjustment: roundInterval(meanInterval(found.map(({ adjustment }) => adjustment))),
    };
  });
  return { records };
}

/** Learning rates in units of 1 / λ₁, and of 1 / Σ λ. */
const batchRates = [0.5, 0.7, 0.9, 1, 1.2, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9];
const incrementalRates = [0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 1, 1.2, 1.4];
/** No way takes as many instances as this many passes. */
const PASSES = 100;

/** Both ways on one training set, the order drawn anew for each epoch. */
export function compare(set: TrainingSet, seed: number) {
  const best = solution(set);
  const start = new Float64Array(set.dimension);
  const { largest, sum } = curvatures(set);
  const target = TARGET * excess(set, start, best);
  /** The least number of updates to the target over all rates. */
  const fewest = (rates: readonly number[], update: (w: Float64Array, rate: number, k: number) => Float64Array) => {
    let least = PASSES * SIZE;
    for (const rate of rates) {
      let w: Float64Array = start;
      for (let k = 0; k < least; k++) {
        w = update(w, rate, k);
        if (excess(set, w, best) <= target) least = k + 1;
      }
    }
    return least;
  };
  const order = presented(set, seed);
  const one = (w: Float64Array, rate: number, k: number) => instanceUpdate(set, w, rate, order(k));
  const batches = fewest(batchRates, (w, rate) => batchUpdate(set, w, rate / largest));
  const instances = fewest(incrementalRates, (w, rate, k) => one(w, rate / sum, k));
  const epoch = Array.from({ length: SIZE }, (_, k) => k).reduce<Float64Array>((w, k) => one(w, SMALL_RATE, k), start);
  return {
    benefit: (batches * SIZE) / instances,
    expected: (SIZE * largest) / sum,
    adjustment: Math.hypot(...epoch) / Math.hypot(...batchUpdate(set, start, SMALL_RATE)),
  };
}

/** The loss above the least, ½ · mean ((w − ŵ) · x)². */
function excess({ inputs, outputs, dimension }: TrainingSet, w: Float64Array, best: Float64Array): number {
  const error = plus(w, best, -1);
  let total = 0;
  for (let at = 0; at < outputs.length; at++) total += product(inputs, error, at * dimension) ** 2;
  return total / (2 * outputs.length);
}

const residual = ({ inputs, outputs, dimension }: TrainingSet, w: Float64Array, at: number) =>
  product(inputs, w, at * dimension) - (outputs[at] as number);

export function batchUpdate(set: TrainingSet, w: Float64Array, rate: number): Float64Array {
  return plus(
    w,
    weightedMean(set, (at) => residual(set, w, at)),
    -rate,
  );
}

export function instanceUpdate(set: TrainingSet, w: Float64Array, rate: number, at: number): Float64Array {
  const input = set.inputs.subarray(at * set.dimension, (at + 1) * set.dimension);
  return plus(w, input, -rate * residual(set, w, at));
}

/** The instance of update k = 0, 1, … */
function presented(set: TrainingSet, seed: number): (k: number) => number {
  const { shuffle } = random(seed, 6);
  const order: number[] = [];
  return (k) => {
    while (order.length <= k) order.push(...shuffle(Int32Array.from(set.outputs, (_, at) => at)));
    return order[k] as number;
  };
}
