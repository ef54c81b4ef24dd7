import { random } from "momenta/engine";
import { type Interval, meanInterval } from "momenta/statistics";
import { type Context, round, roundInterval } from "../../core/index.js";
import type { BatchAndIncrementalOptions } from "../options.js";
import { drawInstance, type Instance, leastSquares } from "./line.js";

/** How a training set is gone through, epoch after epoch. */
export const orderNames = ["sorted", "one random order", "shuffled", "drawn with replacement"] as const;
export type OrderName = (typeof orderNames)[number];

/** T, the instances of the training set. */
export const T = 100;
/** Learning rates, constant along a run. */
export const orderRates = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5];

/** The mean of (w − ŵ)² in the long run, ŵ the least squares of the training set. */
export interface OrderRecord {
  readonly order: OrderName;
  readonly rate: number;
  /** Over all updates. */
  readonly within: Interval;
  /** At the ends of epochs. */
  readonly atEnds: Interval;
  /** The closed forms of both, where there are: exact for orders that stay and for drawing with replacement. */
  readonly expected?: { readonly within: number; readonly atEnds: number };
}

export interface Orders {
  readonly solution: number;
  readonly records: readonly OrderRecord[];
  /** E x² and E (x r)² of the training set, r what ŵ leaves unexplained. */
  readonly square: number;
  readonly gradientSquare: number;
  /** w after each of the last updates at the rate that is shown. */
  readonly paths: readonly { readonly order: OrderName; readonly rate: number; readonly slopes: readonly number[] }[];
}

const SHOWN_RATE = 0.05;
const PROBLEM = 1;
/** Measured after the start is forgotten, e⁻⁶ of it left. */
const FORGOTTEN = 6;
const MEASURED_EPOCHS = 40;

/** The training set. */
export function trainingSet(): Instance[] {
  const draws = random(PROBLEM, 2);
  return Array.from({ length: T }, () => drawInstance(draws));
}

/** Every order at every rate. */
export async function orders({ orders: seeds }: BatchAndIncrementalOptions, context: Context): Promise<Orders> {
  const set = trainingSet();
  const solution = leastSquares(set);
  const mean = (of: (instance: Instance) => number) => set.reduce((sum, one) => sum + of(one), 0) / T;
  const square = mean(({ x }) => x ** 2);
  const fourth = mean(({ x }) => x ** 4);
  const gradientSquare = mean(({ x, d }) => (x * (d - solution * x)) ** 2);
  const cells = orderNames.flatMap((order) => orderRates.map((rate) => ({ order, rate })));
  const records = await context.map(cells, "orders and rates", ({ order, rate }): OrderRecord => {
    const measured = seedsOf(order, seeds).map((seed) => longRun(set, solution, order, rate, seed));
    const interval = (values: readonly number[]) =>
      roundInterval(values.length === 1 ? exact(values[0] as number) : meanInterval(values));
    const floor = (rate * gradientSquare) / (2 * square - rate * fourth);
    const expected =
      order === "sorted"
        ? cycleErrors(sorted(set), solution, rate)
        : order === "drawn with replacement"
          ? { within: floor, atEnds: floor }
          : undefined;
    return {
      order,
      rate,
      within: interval(measured.map(({ within }) => within)),
      atEnds: interval(measured.map(({ atEnds }) => atEnds)),
      ...(expected === undefined
        ? {}
        : { expected: { within: round(expected.within, 6), atEnds: round(expected.atEnds, 6) } }),
    };
  });
  const paths = orderNames.map((order) => ({
    order,
    rate: SHOWN_RATE,
    slopes: lastEpochs(set, order, SHOWN_RATE, 3).map((w) => round(w)),
  }));
  return { solution, records, square, gradientSquare, paths };
}

const exact = (value: number): Interval => ({ estimate: value, lower: value, upper: value });
const seedsOf = (order: OrderName, seeds: number) =>
  Array.from({ length: order === "sorted" ? 1 : seeds }, (_, index) => index + 1);

/** From the shallowest to the steepest line. */
export function sorted(set: readonly Instance[]): Instance[] {
  return [...set].sort((a, b) => a.d / a.x - b.d / b.x);
}

/** The instances of an epoch after the other. */
function presented(set: readonly Instance[], order: OrderName, seed: number): () => readonly Instance[] {
  const { shuffle, below } = random(seed, 3);
  const shuffled = () => [...shuffle(Int32Array.from(set, (_, at) => at))].map((at) => set[at] as Instance);
  if (order === "shuffled") return shuffled;
  if (order === "drawn with replacement") return () => set.map(() => set[below(set.length)] as Instance);
  const always = order === "sorted" ? sorted(set) : shuffled();
  return () => always;
}

/** w after each instance. */
export function epoch(start: number, instances: readonly Instance[], rate: number): number[] {
  let w = start;
  return instances.map(({ x, d }) => {
    w -= rate * x * (w * x - d);
    return w;
  });
}

function longRun(set: readonly Instance[], solution: number, order: OrderName, rate: number, seed: number) {
  const next = presented(set, order, seed);
  const forgetting = Math.ceil(FORGOTTEN / (rate * set.length));
  let w = solution;
  for (let count = 0; count < forgetting; count++) w = epoch(w, next(), rate).at(-1) as number;
  let [within, atEnds] = [0, 0];
  for (let count = 0; count < MEASURED_EPOCHS; count++) {
    const slopes = epoch(w, next(), rate);
    for (const slope of slopes) within += (slope - solution) ** 2 / (MEASURED_EPOCHS * slopes.length);
    w = slopes.at(-1) as number;
    atEnds += (w - solution) ** 2 / MEASURED_EPOCHS;
  }
  return { within, atEnds };
}

function lastEpochs(set: readonly Instance[], order: OrderName, rate: number, count: number): number[] {
  const next = presented(set, order, 1);
  let w = 0;
  for (let passed = 0; passed < FORGOTTEN / (rate * set.length); passed++) w = epoch(w, next(), rate).at(-1) as number;
  return Array.from({ length: count }).flatMap(() => {
    const slopes = epoch(w, next(), rate);
    w = slopes.at(-1) as number;
    return slopes;
  });
}

/**
 * The slope at the start of an epoch to which an order that stays the same leads. An epoch is w ← a w + b with
 * a = Π (1 − η xₜ²), b = Σ η xₜ dₜ Π_{s > t} (1 − η xₛ²); the fixed point is b / (1 − a).
 */
export function limitCycleStart(instances: readonly Instance[], rate: number): number {
  let [a, b] = [1, 0];
  for (const { x, d } of instances) {
    const keep = 1 - rate * x ** 2;
    [a, b] = [keep * a, keep * b + rate * x * d];
  }
  return b / (1 - a);
}

function cycleErrors(instances: readonly Instance[], solution: number, rate: number) {
  const slopes = epoch(limitCycleStart(instances, rate), instances, rate);
  const squares = slopes.map((w) => (w - solution) ** 2);
  return { within: squares.reduce((sum, value) => sum + value, 0) / squares.length, atEnds: squares.at(-1) as number };
}
