import { random } from "momenta/engine";
import { bootstrapInterval, type Interval, meanInterval, standardDeviation } from "momenta/statistics";
import { type Context, round, roundInterval } from "../../core/index.js";
import type { GradientVarianceOptions } from "../options.js";
import {
  batchUpdate,
  type CentreRate,
  clusteredPoints,
  costOf,
  minibatchUpdate,
  type Points,
  startingCentres,
} from "./clusters.js";

/** Points of the plane, thirty clumps of them; fewer centres than clumps. */
export const problem = { count: 5000, dimension: 2, clusters: 30, width: 3 };
export const CENTRES = 10;
const DATA = 1;

/** How far centres go. The last two give each point the weight of one update of its own. */
export const rules = {
  "γ = .1": () => 0.1,
  "γ = .3": () => 0.3,
  "1/n": (n, own) => own / n,
  "1/√n": (n, own) => 1 - (1 - 1 / Math.sqrt(n)) ** own,
} as const satisfies Record<string, CentreRate>;
export type RuleName = keyof typeof rules;
export const ruleNames = Object.keys(rules) as RuleName[];
/** The rule where the number of points varies. */
const SCALE_RULE: RuleName = "γ = .3";
export const minibatchSizes = [1, 10, 100, 1000];

/** Passes over all points: of descent on minibatches, and the most that batch updates may take. */
export const PASSES = 6;
const MOST_PASSES = 120;
/** Numbers of points whose influence on the time is measured, in a quarter of the runs. */
const counts = [500, 2000, 8000, 32_000];
export const SCALE_MINIBATCH = 100;
/** The points that were processed where the cost is taken, as shares of all points. */
const recorded = [0.002, 0.005, 0.01, 0.02, 0.04, 0.07, 0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 4, 5, 6];
/** A run has arrived where its cost is below this times the mean end of all runs of its kind. */
const ARRIVED = 1.05;

/** A way of K-means over many runs. */
export interface KmeansRecord {
  readonly rule: RuleName | "batch";
  readonly minibatch: number;
  /** Passes over the points, and the mean cost after each. */
  readonly passes: readonly number[];
  readonly costs: readonly Interval[];
  /** The last cost of every run, and its mean minus the batch's, of the same starts. */
  readonly ends: readonly number[];
  readonly aboveBatch: Interval;
  /** The standard deviation of the last costs between runs. */
  readonly spread: Interval;
  /** Passes until a run has arrived, a geometric mean. */
  readonly arrival: Interval;
}
/** Points that are processed until a run has arrived, by the number of points that there are; geometric means. */
export interface KmeansScale {
  readonly count: number;
  readonly batch: Interval;
  readonly minibatch: Interval;
  readonly ratio: Interval;
}
export interface Kmeans {
  readonly records: readonly KmeansRecord[];
  readonly scales: readonly KmeansScale[];
}

interface KmeansRun {
  readonly costs: readonly number[];
  readonly passes: readonly number[];
}

/** K-means by batch, one point at a time and by minibatches, from the same starts. */
export async function kmeans({ clusterRuns }: GradientVarianceOptions, context: Context): Promise<Kmeans> {
  const points = clusteredPoints(problem, DATA);
  const arms = ruleNames.flatMap((rule) => minibatchSizes.map((minibatch) => ({ rule, minibatch })));
  const seeds = Array.from({ length: clusterRuns }, (_, index) => index + 1);
  const runs = await context.map(seeds, "starts", (seed) => ({
    batch: byBatch(points, seed),
    arms: arms.map(({ rule, minibatch }) => byMinibatches(points, seed, rules[rule], minibatch)),
  }));
  const batches = runs.map(({ batch }) => batch);
  const ends = batches.map(endOf);
  const recordOf = (rule: KmeansRecord["rule"], minibatch: number, some: readonly KmeansRun[]): KmeansRecord => {
    const passes = (some[0] as KmeansRun).passes;
    const own = some.map(endOf);
    return {
      rule,
      minibatch,
      passes,
      costs: passes.map((_, place) => roundInterval(meanInterval(some.map(({ costs }) => costs[place] as number)))),
      ends: own.map((cost) => round(cost)),
      aboveBatch: roundInterval(meanInterval(own.map((cost, run) => cost - (ends[run] as number)))),
      spread: roundInterval(
        bootstrapInterval(own, (drawn) => standardDeviation(drawn), { seed: 1, resamples: 2000, method: "percentile" }),
      ),
      arrival: roundInterval(geometricMean(arrivalsOf(some))),
    };
  };
  const few = seeds.slice(0, Math.ceil(clusterRuns / 4));
  const scales = await context.map(counts, "numbers of points", (count): KmeansScale => {
    const some = clusteredPoints({ ...problem, count }, DATA);
    const judged = { ...some, count: Math.min(count, problem.count) };
    const batch = arrivalsOf(few.map((seed) => byBatch(some, seed, judged))).map((passes) => passes * count);
    const minibatch = arrivalsOf(
      few.map((seed) => byMinibatches(some, seed, rules[SCALE_RULE], SCALE_MINIBATCH, judged)),
    ).map((passes) => passes * count);
    return {
      count,
      batch: roundInterval(geometricMean(batch)),
      minibatch: roundInterval(geometricMean(minibatch)),
      ratio: roundInterval(geometricMean(batch.map((points, run) => points / (minibatch[run] as number)))),
    };
  });
  return {
    records: [
      recordOf("batch", points.count, batches),
      ...arms.map(({ rule, minibatch }, index) =>
        recordOf(
          rule,
          minibatch,
          runs.map((run) => run.arms[index] as KmeansRun),
        ),
      ),
    ],
    scales,
  };
}

/** Passes until each run is within a twentieth of the mean end of all. */
function arrivalsOf(runs: readonly KmeansRun[]): number[] {
  const end = runs.reduce((sum, run) => sum + endOf(run), 0) / runs.length;
  return runs.map(({ costs, passes }) => {
    const place = costs.findIndex((cost) => cost < ARRIVED * end);
    return passes[place < 0 ? passes.length - 1 : place] as number;
  });
}

function geometricMean(values: readonly number[]): Interval {
  const { estimate, lower, upper } = meanInterval(values.map(Math.log));
  return { estimate: Math.exp(estimate), lower: Math.exp(lower), upper: Math.exp(upper) };
}

const endOf = ({ costs }: KmeansRun) => costs[costs.length - 1] as number;

/** All points in each update, to where nothing moves any more. */
function byBatch(points: Points, seed: number, judged = points): KmeansRun {
  let centres = startingCentres(points, CENTRES, seed);
  const costs: number[] = [];
  while (costs.length < MOST_PASSES) {
    const next = batchUpdate(points, centres);
    const moved = next.some((value, at) => value !== centres[at]);
    centres = next;
    costs.push(moved ? costOf(judged, centres) : (costs.at(-1) as number));
  }
  return { costs, passes: costs.map((_, at) => at + 1) };
}

function byMinibatches(points: Points, seed: number, rate: CentreRate, minibatch: number, judged = points): KmeansRun {
  const centres = startingCentres(points, CENTRES, seed);
  const counts = new Float64Array(CENTRES);
  const { below } = random(seed, 2);
  const passes = recorded.filter((share) => share * points.count >= minibatch);
  let processed = 0;
  const costs = passes.map((share) => {
    for (; processed < share * points.count; processed += minibatch) {
      const drawn = Array.from({ length: minibatch }, () => below(points.count));
      minibatchUpdate(points, centres, counts, drawn, rate);
    }
    return costOf(judged, centres);
  });
  return { costs, passes };
}
