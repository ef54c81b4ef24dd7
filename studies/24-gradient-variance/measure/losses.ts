import { random } from "momenta/engine";
import { type Interval, meanInterval } from "momenta/statistics";
import { type Context, round, roundInterval } from "../../core/index.js";
import type { GradientVarianceOptions } from "../options.js";
import { DIMENSION, gradientOf, HELD_OUT, heldOutData, lossOf, T, trainingData } from "./regression.js";

export const LOSS_BATCH = 10;
const RATE = 0.05;
const UPDATES = 1200;
const EVERY = 5;
/** Minibatches over which the loss is averaged. */
export const windows = [1, 10, 100];
export const estimateNames = [
  ...windows.map((count) => (count === 1 ? "one minibatch" : `mean of ${count} minibatches`)),
  "held out",
];
/** Updates while the loss still falls, and after. */
export const phases = [
  { name: "falling", from: 10, to: 150 },
  { name: "settled", from: 600, to: UPDATES },
] as const;

export interface Losses {
  /** Updates, and the first run's losses after each: the true training loss and what estimates it. */
  readonly at: readonly number[];
  readonly training: readonly number[];
  readonly estimates: Readonly<Record<string, readonly number[]>>;
  readonly records: readonly {
    readonly estimate: string;
    readonly phase: (typeof phases)[number]["name"];
    /** The mean of estimate / true − 1, and the root of its mean square. */
    readonly bias: Interval;
    readonly error: Interval;
  }[];
  /** What an estimate costs beside the update, in instances. */
  readonly cost: { readonly training: number; readonly heldOut: number; readonly update: number };
}

/** The training loss after each update of SGD, and its estimates. */
export async function losses({ regressionRuns }: GradientVarianceOptions, context: Context): Promise<Losses> {
  const runs = await context.map(
    Array.from({ length: regressionRuns }, (_, index) => index + 1),
    "runs",
    follow,
  );
  const first = runs[0] as Followed;
  const records = estimateNames.flatMap((estimate) =>
    phases.map(({ name, from, to }) => {
      const errors = runs.map(({ at, training, estimates }) =>
        at.flatMap((k, place) =>
          k >= from && k <= to ? [(estimates[estimate]?.[place] as number) / (training[place] as number) - 1] : [],
        ),
      );
      const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
      return {
        estimate,
        phase: name,
        bias: roundInterval(meanInterval(errors.map(mean))),
        error: roundInterval(meanInterval(errors.map((values) => Math.sqrt(mean(values.map((value) => value ** 2)))))),
      };
    }),
  );
  const rounded = (values: readonly number[]) => values.map((value) => round(value));
  return {
    at: first.at,
    training: rounded(first.training),
    estimates: Object.fromEntries(Object.entries(first.estimates).map(([name, values]) => [name, rounded(values)])),
    records,
    cost: { training: T, heldOut: HELD_OUT, update: LOSS_BATCH },
  };
}

interface Followed {
  readonly at: readonly number[];
  readonly training: readonly number[];
  readonly estimates: Readonly<Record<string, readonly number[]>>;
}

function follow(seed: number): Followed {
  const [data, heldOut] = [trainingData(), heldOutData()];
  const { below } = random(seed, 13);
  let w = new Float64Array(DIMENSION);
  const batchLosses: number[] = [];
  const [at, training]: [number[], number[]] = [[], []];
  const estimates: Record<string, number[]> = Object.fromEntries(estimateNames.map((name) => [name, []]));
  for (let k = 1; k <= UPDATES; k++) {
    const places = Array.from({ length: LOSS_BATCH }, () => below(T));
    batchLosses.push(lossOf(data, w, places));
    const gradient = gradientOf(data, w, places);
    w = Float64Array.from(w, (value, axis) => value - RATE * (gradient[axis] as number));
    if (k % EVERY !== 0) continue;
    at.push(k);
    training.push(lossOf(data, w));
    windows.forEach((count, index) => {
      const recent = batchLosses.slice(-count);
      estimates[estimateNames[index] as string]?.push(recent.reduce((sum, loss) => sum + loss, 0) / recent.length);
    });
    estimates["held out"]?.push(lossOf(heldOut, w));
  }
  return { at, training, estimates };
}
