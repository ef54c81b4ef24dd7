import { driftOf, optimalStepSize, rateTracking } from "momenta/datasets";
import { mean } from "momenta/statistics";
import {
  followStream,
  type OnlineCourse,
  type OnlineMethodName,
  onlineMethods,
  type Setting,
} from "../../common/index.js";
import { type Context, round } from "../../core/index.js";
import type { RateTrackingStudyOptions } from "../options.js";
import { grids } from "./grids.js";
import { errorsOfOracle } from "./oracle.js";

export const methodNames = ["SGD", "RMSProp", "Adam", "Autostep", "IDBD"] as const satisfies OnlineMethodName[];

/** A setting of a grid, with its mean squared error over the tuning seeds; null where one of them is not finite. */
export interface Tried {
  readonly setting: Setting;
  readonly error: number | null;
}

/** What a method did with the setting that was best in its grid. */
export interface Tracked {
  readonly name: OnlineMethodName;
  readonly setting: Setting;
  readonly grid: readonly Tried[];
  /** The mean squared error of each period, `[seed][period]`, and that of its second half. */
  readonly errors: readonly (readonly number[])[];
  readonly lateErrors: readonly (readonly number[])[];
  /** The geometric mean of the step size over the second half of each period, `[seed][period]`. */
  readonly settled: readonly (readonly number[])[];
  /** The step size at the end of every record of the first seed. */
  readonly path: readonly number[];
}

export interface TrackingComparison {
  /** The drift of each period, `[seed][period]`. */
  readonly drifts: readonly (readonly number[])[];
  /** Examples at the end of each record. */
  readonly at: readonly number[];
  readonly tracked: readonly Tracked[];
  /** The same of the best step size of every period, for one who knows the drift. */
  readonly oracle: Pick<Tracked, "errors" | "lateErrors">;
  /** Its mean squared error over the tuning seeds. */
  readonly oracleWhenTuning: number;
}

/** Records of a period. */
export const RECORDS = 20;
const FIRST_TUNING_SEED = 1001;

/** Tunes every method on its grid, all grids in one program, then runs the best settings, and the oracle, on other seeds. */
export async function comparison(
  { seeds, tuningSeeds, redrawEvery, periods }: RateTrackingStudyOptions,
  context: Context,
): Promise<TrackingComparison> {
  const streamOf = (some: readonly number[]) => rateTracking(some, { redrawEvery });
  const run = { streamOf, features: 1, updates: redrawEvery * periods, records: RECORDS * periods };
  const driftsOf = (seed: number) =>
    Array.from({ length: periods }, (_, period) => driftOf(seed, period * redrawEvery, { redrawEvery }));
  const followOracle = (seed: number) =>
    errorsOfOracle(rateTracking([seed], { redrawEvery }), {
      stepSizes: driftsOf(seed).map(optimalStepSize),
      redrawEvery,
      records: RECORDS,
    });
  const toTune = seedsFrom(FIRST_TUNING_SEED, tuningSeeds);
  const tuned = await followStream(
    Object.fromEntries(methodNames.map((name) => [name, { method: onlineMethods[name], settings: grids[name] }])),
    { ...run, seeds: toTune, seedsAtATime: 2 },
    context,
  );
  const best = methodNames.map((name) => {
    const grid = (tuned[name] as OnlineCourse[]).map(triedOf);
    return { name, grid, setting: leastTried(grid) };
  });
  const own = seedsFrom(1, seeds);
  const courses = await followStream(
    Object.fromEntries(best.map(({ name, setting }) => [name, { method: onlineMethods[name], settings: [setting] }])),
    { ...run, seeds: own, seedsAtATime: 15 },
    context,
  );
  return {
    drifts: own.map((seed) => driftsOf(seed).map((drift) => round(drift, 6))),
    at: Array.from({ length: RECORDS * periods }, (_, record) => ((record + 1) * redrawEvery) / RECORDS),
    tracked: best.map(({ name, setting, grid }) => ({
      name,
      setting,
      grid,
      ...summaryOf((courses[name] as OnlineCourse[])[0] as OnlineCourse, periods),
    })),
    oracle: byPeriod(await context.map(own, "oracles", followOracle), periods),
    oracleWhenTuning: round(mean((await context.map(toTune, "oracles", followOracle)).flat()), 5),
  };
}

const seedsFrom = (first: number, count: number) => Array.from({ length: count }, (_, at) => first + at);

function triedOf({ setting, errors }: OnlineCourse): Tried {
  const all = errors.flat();
  const error = all.reduce((sum, one) => sum + one, 0) / all.length;
  return { setting, error: Number.isFinite(error) ? round(error, 5) : null };
}

function leastTried(grid: readonly Tried[]): Setting {
  const [best] = grid.filter(({ error }) => error !== null).sort((a, b) => Number(a.error) - Number(b.error));
  return (best ?? (grid[0] as Tried)).setting;
}

/** The means of all records of each period, and of its second half. */
function byPeriod(records: readonly (readonly number[])[], periods: number): Pick<Tracked, "errors" | "lateErrors"> {
  const means = (from: number) =>
    records.map((row) => inPeriods(row, periods).map((some) => round(mean(some.slice(from)), 5)));
  return { errors: means(0), lateErrors: means(RECORDS / 2) };
}

const inPeriods = (records: readonly number[], periods: number) =>
  Array.from({ length: periods }, (_, period) => records.slice(period * RECORDS, (period + 1) * RECORDS));

function summaryOf({ errors, stepSizes }: OnlineCourse, periods: number): Omit<Tracked, "name" | "setting" | "grid"> {
  const rates = stepSizes.map((records) => records.map(([rate]) => rate as number));
  const settled = (records: readonly number[]) => Math.exp(mean(records.slice(RECORDS / 2).map(Math.log)));
  return {
    ...byPeriod(errors, periods),
    settled: rates.map((row) => inPeriods(row, periods).map((records) => round(settled(records)))),
    path: (rates[0] as number[]).map((rate) => round(rate)),
  };
}
