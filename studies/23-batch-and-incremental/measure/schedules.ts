import { random } from "momenta/engine";
import { bootstrapInterval, type Interval, meanInterval, quantile } from "momenta/statistics";
import { type Context, round, roundInterval } from "../../core/index.js";
import type { BatchAndIncrementalOptions } from "../options.js";
import { constantName, constantRates, learners, type Stream } from "./learners.js";
import { drawInstance, noiseFloor, SLOPE } from "./line.js";

/** What came of one way to learn. */
export interface LearnerRecord {
  readonly name: string;
  /** E (w − w*)² after the updates `at`, over seeds. */
  readonly errors: readonly Interval[];
  readonly expected: readonly number[];
  readonly isExact: boolean;
  /** The power of k that the mean error follows over the last two powers of ten. */
  readonly power: Interval;
  /** The largest |w − w*| over the second half of the updates: the .95 quantile of the seeds. */
  readonly reach: number;
  /** The mean of (w − w*)² over the second half of the updates. */
  readonly late: Interval;
}

export interface Schedules {
  /** Updates, at equal ratios. */
  readonly at: readonly number[];
  readonly records: readonly LearnerRecord[];
  /** Where the error stays with each constant rate, in closed form. */
  readonly floors: readonly { readonly rate: number; readonly name: string; readonly expected: number }[];
  /** What the first seed sees first, and the slopes after each. */
  readonly first: {
    readonly x: readonly number[];
    readonly d: readonly number[];
    readonly slopes: Readonly<Record<string, readonly number[]>>;
  };
}

/** Whose paths are shown, and how far. */
export const shownLearners = ["the latest line", "η = 0.1", "1/√k", "1/k"] as const;
const SHOWN_UPDATES = 200;

/** All ways to learn on the same streams of instances. */
export async function schedules({ seeds, updates }: BatchAndIncrementalOptions, context: Context): Promise<Schedules> {
  const at = powersTo(updates);
  const rates = learners.map(({ rate }) => Float64Array.from({ length: updates }, (_, index) => rate(index + 1)));
  const runs = await context.map(
    Array.from({ length: seeds }, (_, index) => index + 1),
    "streams",
    (seed) => {
      const stream = drawStream(seed, updates);
      return learners.map(({ slopes }, index) => summary(slopes(stream, rates[index] as Float64Array), at));
    },
  );
  const records = learners.map(({ name, expected, isExact }, index): LearnerRecord => {
    const followed = runs.map((run) => run[index] as Summary);
    const errors = followed.map(({ errors }) => errors);
    const curve = expected(updates);
    return {
      name,
      errors: at.map((_, place) => roundInterval(meanInterval(errors.map((one) => one[place] as number)))),
      expected: at.map((k) => round(curve[k - 1] as number)),
      isExact,
      power: roundInterval(powerOf(errors, at)),
      reach: round(
        quantile(
          followed.map(({ reach }) => reach),
          0.95,
        ),
      ),
      late: roundInterval(meanInterval(followed.map(({ late }) => late)), 5),
    };
  });
  const floors = constantRates.map((rate) => ({
    rate,
    name: constantName(rate),
    expected: round(noiseFloor(rate), 5),
  }));
  return { at, records, floors, first: firstUpdates() };
}

/** Updates at equal ratios, eight in a power of ten, to the last. */
export function powersTo(updates: number): number[] {
  const count = Math.round(8 * Math.log10(updates));
  return [...new Set(Array.from({ length: count + 1 }, (_, index) => Math.round(updates ** (index / count))))];
}

function drawStream(seed: number, updates: number): Stream {
  const draws = random(seed, 0);
  const [x, d] = [new Float64Array(updates), new Float64Array(updates)];
  for (let at = 0; at < updates; at++) {
    const instance = drawInstance(draws);
    x[at] = instance.x;
    d[at] = instance.d;
  }
  return { x, d };
}

interface Summary {
  readonly errors: readonly number[];
  readonly reach: number;
  readonly late: number;
}

function summary(slopes: Float64Array, at: readonly number[]): Summary {
  const half = Math.floor(slopes.length / 2);
  let [sum, largest] = [0, 0];
  for (let index = half; index < slopes.length; index++) {
    const error = ((slopes[index] as number) - SLOPE) ** 2;
    sum += error;
    largest = Math.max(largest, error);
  }
  return {
    errors: at.map((k) => ((slopes[k - 1] as number) - SLOPE) ** 2),
    reach: Math.sqrt(largest),
    late: sum / (slopes.length - half),
  };
}

/** The slope of ln of the mean error over ln k, over the last two powers of ten, with a bootstrap of the seeds. */
function powerOf(errors: readonly (readonly number[])[], at: readonly number[]): Interval {
  const from = at.findIndex((k) => k >= (at.at(-1) as number) / 100);
  const x = at.slice(from).map(Math.log);
  const middle = x.reduce((sum, value) => sum + value, 0) / x.length;
  const spread = x.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  const slope = (drawn: readonly (readonly number[])[]) =>
    x.reduce((sum, value, index) => {
      let total = 0;
      for (const one of drawn) total += one[from + index] as number;
      return sum + (value - middle) * Math.log(total / drawn.length);
    }, 0) / spread;
  return bootstrapInterval(errors, slope, { seed: 1, resamples: 1000, method: "percentile" });
}

function firstUpdates(): Schedules["first"] {
  const stream = drawStream(1, SHOWN_UPDATES);
  const slopes = shownLearners.map((name) => {
    const learner = learners.find((one) => one.name === name) as (typeof learners)[number];
    const rates = Float64Array.from({ length: SHOWN_UPDATES }, (_, at) => learner.rate(at + 1));
    return [name, rounded(learner.slopes(stream, rates))] as const;
  });
  return { x: rounded(stream.x), d: rounded(stream.d), slopes: Object.fromEntries(slopes) };
}

const rounded = (values: Float64Array) => [...values].map((value) => round(value));
