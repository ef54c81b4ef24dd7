import { weightFlipping } from "momenta/datasets";
import { tf } from "momenta/engine";
import type { CurvatureOptimizer } from "momenta/optimizers";
import { type Interval, mean, meanInterval } from "momenta/statistics";
import {
  followStream,
  type OnlineCourse,
  type OnlineMethod,
  type OnlineMethodName,
  onlineMethods,
  type Setting,
} from "../../common/index.js";
import { type Context, evenly, round, roundInterval } from "../../core/index.js";
import type { WeightFlippingOptions } from "../options.js";
import { bestStepSizes, flipping } from "./constantStepSizes.js";
import { grids } from "./grids.js";

export const methodNames = ["SGD", "RMSProp", "Adam", "Autostep", "IDBD"] as const satisfies OnlineMethodName[];
/** The methods, IDBD with the best θ of its grid where that is its largest that learns, and the best step sizes that stay. */
export type Follower = OnlineMethodName | "IDBD at the edge" | "oracle";

/** A setting of a grid. */
export interface Tried {
  readonly setting: Setting;
  /** The mean squared error over the tuning seeds; null where one of them diverged. */
  readonly error: number | null;
  /** How many seeds diverged: their mean squared error is above 5, that of a unit that never learns, or no number. */
  readonly diverged: number;
}

/** What a method did with the setting that was best in its grid. */
export interface Followed {
  readonly name: Follower;
  readonly setting: Setting;
  readonly grid: readonly Tried[];
  /** The mean squared error of each seed: of all updates, and of the second half. */
  readonly errors: readonly number[];
  readonly lateErrors: readonly number[];
  /** The mean step size of relevant and irrelevant weights of each seed, over the second half. */
  readonly relevant: readonly number[];
  readonly irrelevant: readonly number[];
  /** The same along the run, a value for each record of the result. */
  readonly course: Readonly<Record<"error" | "relevant" | "irrelevant", readonly Interval[]>>;
}

export interface Comparison {
  /** Updates at the end of each record. */
  readonly at: readonly number[];
  readonly followed: readonly Followed[];
}

const RECORDS = 100;
/** Seeds of the comparison are 1, 2, …; those of the grids begin behind it. */
const FIRST_TUNING_SEED = 1001;

/**
 * Tunes every method on its grid, all grids in one program, then runs the best settings and the oracle on other seeds. IDBD
 * runs twice: with the best θ of its grid, and with the best of those below it.
 */
export async function comparison(
  { seeds, tuningSeeds, updates }: WeightFlippingOptions,
  context: Context,
): Promise<Comparison> {
  const { features } = flipping;
  const problem = { streamOf: (some: readonly number[]) => weightFlipping(some), features, updates, records: RECORDS };
  const tuned = await followStream(
    Object.fromEntries(methodNames.map((name) => [name, { method: onlineMethods[name], settings: grids[name] }])),
    { ...problem, seeds: seedsFrom(FIRST_TUNING_SEED, tuningSeeds), seedsAtATime: 2 },
    context,
  );
  const tried = methodNames.map((name) => ({ name, grid: (tuned[name] as OnlineCourse[]).map(triedOf) }));
  const best: { name: Follower; grid: Tried[]; method: OnlineMethod; setting: Setting }[] = tried.map(
    ({ name, grid }) => ({ name, grid, method: onlineMethods[name], setting: leastError(grid) }),
  );
  const idbd = best.find(({ name }) => name === "IDBD") as (typeof best)[number];
  const edge = Number(idbd.setting.metaRate);
  const below = idbd.grid.filter(({ setting }) => Number(setting.metaRate) < edge);
  const { oracle } = bestStepSizes(flipping);
  const all = [
    ...best.filter((one) => one !== idbd),
    { ...idbd, setting: leastError(below) },
    { ...idbd, name: "IDBD at the edge" as const, grid: [] },
    { name: "oracle" as const, grid: [], method: oracleMethod, setting: { learningRate: round(oracle.stepSize) } },
  ];
  const courses = await followStream(
    Object.fromEntries(all.map(({ name, method, setting }) => [name, { method, settings: [setting] }])),
    { ...problem, seeds: seedsFrom(1, seeds), seedsAtATime: 15 },
    context,
  );
  return {
    at: evenly(updates / RECORDS, updates, RECORDS),
    followed: all.map(({ name, setting, grid }) => ({
      name,
      setting,
      grid,
      ...summaryOf((courses[name] as OnlineCourse[])[0] as OnlineCourse),
    })),
  };
}

/** Stays at the step size of its setting for relevant weights, and at 0 for the others. */
const oracleMethod: OnlineMethod = {
  make: ({ learningRate }): CurvatureOptimizer<Record<never, never>> => ({
    name: "oracle",
    init: () => ({}),
    update: (gradients, state, weights) => [
      tf.neg(tf.mul(gradients as never, oracleMethod.stepSizes(state, { learningRate } as never, weights as never))),
      state,
    ],
  }),
  stepSizes(_, { learningRate }, weights) {
    const isRelevant = Array.from({ length: flipping.features }, (_, at) => Number(at < flipping.relevant));
    return tf.mul(tf.mul(tf.onesLike(weights), isRelevant), tf.reshape(learningRate as never, [-1, 1]));
  },
};

const seedsFrom = (first: number, count: number) => Array.from({ length: count }, (_, at) => first + at);

/** A unit that never learns has the mean squared error of the targets. */
export const ERROR_WITHOUT_LEARNING = flipping.relevant;

function triedOf({ setting, errors }: OnlineCourse): Tried {
  const means = errors.map((records) => plainMean(records));
  const diverged = means.filter((error) => !(error < ERROR_WITHOUT_LEARNING)).length;
  return { setting, error: diverged > 0 ? null : round(mean(means), 5), diverged };
}

/** The mean, not finite where one of the values is not. */
const plainMean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function leastError(grid: readonly Tried[]): Setting {
  const [best] = grid.filter(({ error }) => error !== null).sort((a, b) => Number(a.error) - Number(b.error));
  return (best ?? (grid[0] as Tried)).setting;
}

function summaryOf({ errors, stepSizes }: OnlineCourse): Omit<Followed, "name" | "setting" | "grid"> {
  const { relevant } = flipping;
  const kinds = {
    relevant: stepSizes.map((records) => records.map((weights) => mean(weights.slice(0, relevant)))),
    irrelevant: stepSizes.map((records) => records.map((weights) => mean(weights.slice(relevant)))),
  };
  const late = (records: readonly number[]) => mean(records.slice(records.length / 2));
  const over = (seeds: readonly (readonly number[])[]) =>
    (seeds[0] as readonly number[]).map((_, record) =>
      roundInterval(meanInterval(seeds.map((records) => records[record] as number))),
    );
  const rounded = (values: readonly number[]) => values.map((value) => round(value, 5));
  return {
    errors: rounded(errors.map((records) => mean(records))),
    lateErrors: rounded(errors.map(late)),
    relevant: rounded(kinds.relevant.map(late)),
    irrelevant: rounded(kinds.irrelevant.map(late)),
    course: { error: over(errors), relevant: over(kinds.relevant), irrelevant: over(kinds.irrelevant) },
  };
}
