import { random } from "momenta/engine";
import { adam, sgd } from "momenta/optimizers";
import { type Interval, meanInterval } from "momenta/statistics";
import { type Context, round, roundInterval } from "../../core/index.js";
import type { ImplicitBiasOptions } from "../options.js";
import { type Hidden, output, type Points, raysOf, trainHidden, turned } from "./network.js";

export const rotationMethods = ["SGD", "Adam"] as const;
export type RotationMethod = (typeof rotationMethods)[number];

/** What a method has learned from data turned by each angle, after so many updates. */
export interface Rotated {
  readonly method: RotationMethod;
  readonly updates: number;
  /** The share of new points that is misclassified, an entry for each angle. */
  readonly error: readonly Interval[];
  /** The paired difference to the data as they are; the first entry is 0. */
  readonly change: readonly Interval[];
  /** Seed 1: the two rays from 0 that are the decision boundary, in degrees, in the data's own axes; an entry for each angle. */
  readonly rays: readonly (readonly number[])[];
  /** The largest difference of the ray of one seed and angle from that of the data as they are, in degrees. */
  readonly largestTurn: number;
}

export interface Rotation {
  readonly degrees: readonly number[];
  readonly learned: readonly Rotated[];
  /** The share that the best classifier gets wrong. */
  readonly bayesError: number;
  /** What seed 1 learns from. */
  readonly points: { readonly inputs: readonly (readonly number[])[]; readonly labels: readonly number[] };
  /** Where the best boundary is: x for each y. */
  readonly best: readonly { readonly x: number; readonly y: number }[];
}

/** One cluster of the class 1 and two of the class −1, all of them round. */
const CLUSTER = { positive: 0.5, negative: -0.5, aside: 1, deviation: 0.4 };
const UNITS = 40;
const TRAIN = 200;
const TEST = 4000;
/** Of the weights at the start. */
const START = 0.1;
const STREAM = { train: 10, test: 11, start: 12 } as const;

/** The same data and the same starts, turned together by each angle. */
export async function rotation(options: ImplicitBiasOptions, context: Context): Promise<Rotation> {
  const { seeds, degrees: stride, networkUpdates } = options;
  const degrees = Array.from({ length: Math.floor(90 / stride) + 1 }, (_, at) => at * stride);
  const cases = Array.from({ length: seeds }, (_, index) => index + 1).flatMap((seed) => {
    const [points, start] = [drawPoints(seed, STREAM.train, TRAIN), drawStart(seed)];
    return degrees.map((angle) => ({ seed, angle, points, start }));
  });
  const test = drawPoints(0, STREAM.test, TEST);
  const runs = networkUpdates.flatMap((updates) => rotationMethods.map((method) => ({ method, updates })));
  const learned = await context.map(runs, "runs", ({ method, updates }): Rotated => {
    const optimizer = method === "SGD" ? sgd({ learningRate: 2 }) : adam({ learningRate: 0.01 });
    const trained = trainHidden(optimizer, {
      starts: cases.map(({ start, angle }) => start.map((row) => turned(row, angle))),
      points: cases.map(({ points, angle }) => ({ ...points, inputs: points.inputs.map((row) => turned(row, angle)) })),
      updates,
      ...context.compiler,
    });
    // What was learned in turned axes, back in those of the data.
    const networks = trained.map((hidden, at) => hidden.map((row) => turned(row, -(cases[at]?.angle as number))));
    const errors = networks.map((hidden) => errorOf((point) => output(hidden, point), test));
    const rays = networks.map(raysOf);
    const ofSeeds = (values: readonly number[], at: number) =>
      Array.from({ length: seeds }, (_, seed) => values[seed * degrees.length + at] as number);
    const first = ofSeeds(errors, 0);
    const turns = rays.flatMap((ray, at) => {
      const own = rays[at - (at % degrees.length)] as readonly number[];
      return ray.map((angle, side) => Math.abs(angle - (own[side] ?? Number.NaN)));
    });
    return {
      method,
      updates,
      error: degrees.map((_, at) => roundInterval(meanInterval(ofSeeds(errors, at)))),
      change: degrees.map((_, at) =>
        roundInterval(meanInterval(ofSeeds(errors, at).map((error, seed) => error - (first[seed] as number)))),
      ),
      rays: rays.slice(0, degrees.length),
      largestTurn: round(Math.max(...turns)),
    };
  });
  const { inputs, labels } = drawPoints(1, STREAM.train, TRAIN);
  return {
    degrees,
    learned,
    bayesError: errorOf(logOdds, test),
    points: { inputs: inputs.map((row) => row.map((value) => round(value, 3))), labels },
    best: bestBoundary(),
  };
}

/** Both classes equally often. */
function drawPoints(seed: number, stream: number, count: number): Points {
  const { normal, uniform } = random(seed, stream);
  const labels = Array.from({ length: count }, (_, at) => (at % 2 === 0 ? 1 : -1));
  const inputs = labels.map((label) => {
    const aside = label > 0 ? 0 : CLUSTER.aside * (uniform() < 0.5 ? 1 : -1);
    const centre = label > 0 ? CLUSTER.positive : CLUSTER.negative;
    return [centre + CLUSTER.deviation * normal(), aside + CLUSTER.deviation * normal()] as const;
  });
  return { inputs, labels };
}

function drawStart(seed: number): Hidden {
  const { normal } = random(seed, STREAM.start);
  return Array.from({ length: UNITS }, () => [START * normal(), START * normal()] as const);
}

function errorOf(score: (point: readonly [number, number]) => number, { inputs, labels }: Points): number {
  const wrong = inputs.filter((point, at) => score(point) * (labels[at] as number) <= 0);
  return round(wrong.length / inputs.length);
}

/** log p(x | 1) / p(x | −1). */
function logOdds([x, y]: readonly [number, number]): number {
  const variance = 2 * CLUSTER.deviation ** 2;
  const to = (centre: number, aside: number) => Math.exp(-((x - centre) ** 2 + (y - aside) ** 2) / variance);
  const negative = (to(CLUSTER.negative, CLUSTER.aside) + to(CLUSTER.negative, -CLUSTER.aside)) / 2;
  return Math.log(to(CLUSTER.positive, 0)) - Math.log(negative);
}

/** Where the log odds are 0: they grow with x by the same amount everywhere, and so one step of Newton's method is exact. */
function bestBoundary(): { x: number; y: number }[] {
  const slope = (CLUSTER.positive - CLUSTER.negative) / CLUSTER.deviation ** 2;
  return Array.from({ length: 61 }, (_, at) => {
    const y = -1.8 + (3.6 * at) / 60;
    return { x: round(-logOdds([0, y]) / slope), y: round(y) };
  });
}
