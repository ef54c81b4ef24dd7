import { random } from "momenta/engine";
import { type Interval, meanInterval } from "momenta/statistics";
import { type Context, round, roundInterval } from "../../core/index.js";
import type { BatchAndIncrementalOptions } from "../options.js";
import { START } from "./learners.js";
import { drawInstance, expectedErrors, moments, noiseFloor, SLOPE } from "./line.js";

export const batchSizes = [1, 3, 10, 30, 100];
export const BATCH_RATE = 0.1;
/** Of the figure with the sign. */
export const SIGN_BATCH = 10;
const FIRST_UPDATES = 40;

/**
 * What the minibatch's gradient is made of: `mended` takes each instance of the minibatch, `index as printed` the first one
 * b times, which is what Div(Y_t, d_t) says within the loop over t′.
 */
export const readings = ["mended", "index as printed"] as const;
export type Reading = (typeof readings)[number];

export interface Minibatches {
  /** The long-run mean of (w − w*)² with a constant rate. */
  readonly floors: readonly {
    readonly reading: Reading;
    readonly batch: number;
    readonly measured: Interval;
    readonly expected: number;
  }[];
  /** (w − w*)² after the first updates, with the sign as printed, W + η ΔW, and with the other. */
  readonly signs: readonly {
    readonly sign: "as printed" | "mended";
    readonly errors: readonly Interval[];
    readonly expected: readonly number[];
  }[];
}

/** The slides' pseudo-code as it is printed, and mended. */
export async function minibatches(
  { seeds, updates }: BatchAndIncrementalOptions,
  context: Context,
): Promise<Minibatches> {
  const all = Array.from({ length: Math.ceil(seeds / 10) }, (_, index) => index + 1);
  const cells = readings.flatMap((reading) => batchSizes.map((batch) => ({ reading, batch })));
  const floors = await context.map(cells, "minibatch sizes", ({ reading, batch }) => {
    const late = all.map((seed) => {
      const errors = walk(seed, { reading, batch, sign: -1, updates: Math.ceil(updates / 20) });
      const second = errors.slice(errors.length / 2);
      return second.reduce((sum, error) => sum + error, 0) / second.length;
    });
    return {
      reading,
      batch,
      measured: roundInterval(meanInterval(late), 5),
      expected: round(noiseFloor(BATCH_RATE, reading === "mended" ? batch : 1), 5),
    };
  });
  const everySeed = Array.from({ length: seeds }, (_, index) => index + 1);
  const signs = ([1, -1] as const).map((sign) => {
    const runs = everySeed.map((seed) =>
      walk(seed, { reading: "mended", batch: SIGN_BATCH, sign, updates: FIRST_UPDATES }),
    );
    const expected = expectedErrors(() => -sign * BATCH_RATE, FIRST_UPDATES, (START - SLOPE) ** 2, SIGN_BATCH);
    return {
      sign: sign === 1 ? ("as printed" as const) : ("mended" as const),
      errors: Array.from({ length: FIRST_UPDATES }, (_, at) =>
        roundInterval(meanInterval(runs.map((run) => run[at] as number))),
      ),
      expected: [...expected.subarray(1)].map((value) => round(value)),
    };
  });
  return { floors, signs };
}

interface WalkOptions {
  readonly reading: Reading;
  readonly batch: number;
  readonly sign: 1 | -1;
  readonly updates: number;
}

/** (w − w*)² after each update w ← w ± η ΔW. */
export function walk(seed: number, { reading, batch, sign, updates }: WalkOptions): number[] {
  const draws = random(seed, 4);
  let w = START;
  return Array.from({ length: updates }, () => {
    let gradient = 0;
    const first = drawInstance(draws);
    for (let within = 0; within < batch; within++) {
      const { x, d } = within === 0 || reading === "index as printed" ? first : drawInstance(draws);
      gradient += (x * (w * x - d)) / batch;
    }
    w += sign * BATCH_RATE * gradient;
    return (w - SLOPE) ** 2;
  });
}

/** By how much the mean of w − w* grows in an update with the sign as printed. */
export const ascentFactor = 1 + BATCH_RATE * moments.square;
