import { random } from "momenta/engine";
import { bootstrapInterval, type Interval, meanInterval } from "momenta/statistics";
import { type Context, round, roundInterval } from "../../core/index.js";
import type { GradientVarianceOptions } from "../options.js";

/** The losses |w|^p / p: convex, and flatter around the minimum the larger p is. */
export const powers = [2, 4, 8];
export const batchSizes = [1, 4, 16, 64, 256];
/** The standard deviation of the gradient's noise from one instance. */
const NOISE = 1;
const START = 1;
/** w stays within ± this, as in the proofs of the rates. */
const BOUND = 1.5;

/** The mean loss over the second half of k updates, with the rate that is best for k. */
export interface RateRecord {
  readonly power: number;
  readonly batch: number;
  readonly losses: readonly Interval[];
  /** The constant rates that were best on the tuning seeds. */
  readonly rates: readonly number[];
}
export interface Rates {
  /** Numbers of updates k. */
  readonly at: readonly number[];
  readonly records: readonly RateRecord[];
  /** Slopes of ln loss over ln k with b = 1 and with the largest b, and over ln b at the largest k. */
  readonly slopes: readonly {
    readonly power: number;
    readonly overUpdates: Interval;
    readonly overUpdatesOfLargest: Interval;
    readonly overBatch: Interval;
    /** p / (2p − 2), by which noise lets the loss fall, in bk. */
    readonly expected: number;
  }[];
}

/** Slopes over k are those from so many updates on. */
const FITTED_FROM = 64;

const learningRates = Array.from({ length: 25 }, (_, index) => 2 ** (1 - index / 2));

/** SGD on minibatches of each size, tuned for each number of updates. */
export async function rates({ seeds, updates }: GradientVarianceOptions, context: Context): Promise<Rates> {
  const at = Array.from({ length: Math.log2(updates) - 3 }, (_, index) => 2 ** (index + 4));
  const noises = Array.from({ length: seeds }, (_, index) => {
    const { normal } = random(index + 1, 7);
    return Float64Array.from({ length: updates }, normal);
  });
  const cells = powers.flatMap((power) => batchSizes.map((batch) => ({ power, batch })));
  const found = await context.map(cells, "losses and minibatch sizes", ({ power, batch }) => {
    const runs = learningRates.map((rate) => noises.map((noise) => descend(power, rate, batch, noise, at)));
    const half = seeds / 2;
    const best = at.map((_, place) => {
      const tuning = runs.map((ofRate) =>
        ofRate.slice(0, half).reduce((sum, losses) => sum + (losses[place] as number), 0),
      );
      return tuning.indexOf(Math.min(...tuning));
    });
    const losses = Array.from({ length: seeds - half }, (_, seed) =>
      best.map((rate, place) => runs[rate]?.[half + seed]?.[place] as number),
    );
    return { power, batch, losses, rates: best.map((rate) => round(learningRates[rate] as number)) };
  });
  const records = found.map(
    ({ losses, ...rest }): RateRecord => ({
      ...rest,
      losses: at.map((_, place) => roundInterval(meanInterval(losses.map((one) => one[place] as number)))),
    }),
  );
  const of = (power: number, batch: number) =>
    (found.find((one) => one.power === power && one.batch === batch) as (typeof found)[number]).losses;
  const from = at.findIndex((k) => k >= FITTED_FROM);
  const late = at.slice(from).map(Math.log);
  const slopes = powers.map((power) => {
    const overUpdates = (batch: number) =>
      slopeInterval(
        late,
        of(power, batch).map((losses) => losses.slice(from)),
      );
    const overBatch = Array.from({ length: seeds / 2 }, (_, seed) =>
      batchSizes.map((batch) => of(power, batch)[seed]?.at(-1) as number),
    );
    return {
      power,
      overUpdates: overUpdates(1),
      overUpdatesOfLargest: overUpdates(batchSizes.at(-1) as number),
      overBatch: slopeInterval(batchSizes.map(Math.log), overBatch),
      expected: round(-power / (2 * power - 2)),
    };
  });
  return { at, records, slopes };
}

/** The mean loss over the second half of the updates, for each number of updates in `at`, of w ← w − η (sign(w) |w|^(p − 1) + noise / √b). */
export function descend(
  power: number,
  rate: number,
  batch: number,
  noise: Float64Array,
  at: readonly number[],
): number[] {
  const size = NOISE / Math.sqrt(batch);
  const losses: number[] = [];
  let w = START;
  let place = 0;
  let sum = 0;
  for (let k = 1; place < at.length; k++) {
    w = Math.min(BOUND, Math.max(-BOUND, w - rate * (raised(w, power - 2) * w + size * (noise[k - 1] as number))));
    sum += raised(w, power) / power;
    const until = at[place] as number;
    if (k === until / 2) sum = 0;
    if (k === until) {
      losses.push(sum / (k / 2));
      place += 1;
      sum = 0;
    }
  }
  return losses;
}

/** w to the power 0, 2, 4, 6 or 8; `**` takes many times as long. */
function raised(w: number, power: number): number {
  const square = w * w;
  let product = 1;
  for (let factors = power / 2; factors > 0; factors--) product *= square;
  return product;
}

/** The slope of ln of the mean loss over x, with a bootstrap of the runs. */
function slopeInterval(x: readonly number[], runs: readonly (readonly number[])[]): Interval {
  const middle = x.reduce((sum, value) => sum + value, 0) / x.length;
  const spread = x.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  const slope = (drawn: readonly (readonly number[])[]) =>
    x.reduce((sum, value, place) => {
      const mean = drawn.reduce((total, losses) => total + (losses[place] as number), 0) / drawn.length;
      return sum + (value - middle) * Math.log(mean);
    }, 0) / spread;
  return roundInterval(bootstrapInterval(runs, slope, { seed: 1, resamples: 1000, method: "percentile" }), 3);
}
