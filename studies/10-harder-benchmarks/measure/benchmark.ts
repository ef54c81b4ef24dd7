import { joint } from "momenta/datasets";
import { mlp } from "momenta/models";
import { type Interval, kendall, mean, meanInterval, ratioInterval, standardDeviation } from "momenta/statistics";
import { heldOutAccuracy, lastTask, type Run, type StateAtSwitch } from "momenta/training";
import {
  isGivenUp,
  isResetPublishedFaster,
  type Method,
  methods,
  publishedSavings,
  waysOf,
} from "../../common/index.js";
import type { Context } from "../../core/index.js";
import type { HarderBenchmarksOptions } from "../options.js";
import { type Criteria, findCriteria, referenceRuns } from "./criteria.js";
import type { LoadedBenchmark } from "./load.js";

/** A column of the notes' table of savings, on a benchmark. */
export interface BenchmarkSavings {
  readonly optimizer: string;
  /** Null for an optimizer without state. */
  readonly stateAtSwitch: StateAtSwitch | null;
  /** The notes' savings on split MNIST. */
  readonly published: number;
  /** (mean updates to relearn) / (mean updates to learn): savings are 1 − this. */
  readonly ratio: Interval;
}

/** Updates on the joint task after all tasks, of an optimizer with state. */
export interface BenchmarkReset {
  readonly optimizer: string;
  /** Whether the notes found a reset to be faster. */
  readonly publishedFaster: boolean;
  readonly reset: Interval;
  readonly carriedOver: Interval;
  /** (mean updates with state carried over) / (mean updates with resets): above 1 a reset is faster. */
  readonly ratio: Interval;
}

/** Updates on the second task, state reset. */
export interface BenchmarkSpeed {
  readonly optimizer: string;
  readonly updates: Interval;
  /** Relative to those of SGD. */
  readonly ratio: Interval;
}

/** The notes' main results on one benchmark. */
export interface BenchmarkResult {
  readonly name: string;
  readonly tasks: readonly string[];
  readonly criteria: Criteria;
  readonly savings: readonly BenchmarkSavings[];
  readonly resets: readonly BenchmarkReset[];
  readonly speed: readonly BenchmarkSpeed[];
  /** Kendall's τ of the mean updates on the second task with the notes' order, 1 where it is theirs; NaN for two optimizers. */
  readonly orderCorrelation: number;
  /** The share of runs in which a task was given up, or that did not stay finite. */
  readonly givenUp: number;
}

/** The optimizers in the notes' order of speed on the second task, the slowest first. */
const slowestFirst: readonly Method[] = [
  methods.momentum,
  methods.sgd,
  methods.adam,
  methods.rmsprop,
  methods.adadelta,
];

/** The sign of savings, what a reset does on the joint task, and the order of speed, on one benchmark. */
export async function measureBenchmark(
  name: string,
  benchmark: LoadedBenchmark,
  options: HarderBenchmarksOptions,
  context: Context,
): Promise<BenchmarkResult> {
  const { stream, heldOut } = benchmark;
  const { seeds, maxUpdates, batchSize, hidden } = options;
  const [first, second] = stream.tasks;
  if (first === undefined || second === undefined) throw new RangeError(`${name} has fewer than two tasks.`);
  const model = mlp([first.dataset.train.features, ...hidden, stream.outputs]);
  const isCompared = (method: Method) => options.optimizers.some((chosen) => methods[chosen] === method);
  const published = publishedSavings.filter(({ method }) => isCompared(method));
  const compared = slowestFirst.filter(isCompared);
  const columns = [...published.flatMap((one) => one.columns), ...compared.flatMap(waysOf)];
  context.expect(seeds * columns.length + (benchmark.criteria ? 0 : referenceRuns(benchmark)), "runs");

  const criteria = benchmark.criteria ?? (await findCriteria(benchmark, model, options, context));
  const onTask = heldOutAccuracy(criteria.task, heldOut);
  const common = { model, batchSize, seeds, maxUpdates };
  const made: Run[] = [];

  const savings: BenchmarkSavings[] = [];
  for (const { method, columns } of published) {
    const runs = await context.train({
      ...common,
      optimizer: method.optimizer,
      stream: { ...stream, tasks: [first, second, first] },
      criterion: onTask,
      stateAtSwitch: columns.map(({ stateAtSwitch }) => stateAtSwitch),
    });
    made.push(...runs);
    for (const { stateAtSwitch, savings: published } of columns) {
      const own = inWay(runs, stateAtSwitch);
      savings.push({
        optimizer: method.optimizer.name,
        stateAtSwitch: method.hasState ? stateAtSwitch : null,
        published,
        ratio: ratioOf(updatesOn(own, 2), updatesOn(own, 0)),
      });
    }
  }

  const inTheEnd: { readonly method: Method; readonly reset: Run[]; readonly carriedOver: Run[] }[] = [];
  for (const method of compared) {
    const runs = await context.train({
      ...common,
      optimizer: method.optimizer,
      stream: { ...stream, tasks: [...stream.tasks, joint(stream)] },
      criterion: lastTask(heldOutAccuracy(criteria.joint, heldOut), onTask),
      stateAtSwitch: waysOf(method),
    });
    made.push(...runs);
    inTheEnd.push({ method, reset: inWay(runs, "reset"), carriedOver: inWay(runs, "carryOver") });
  }
  const last = stream.tasks.length;
  const resets = inTheEnd
    .filter(({ method }) => method.hasState)
    .map(({ method: { optimizer }, reset, carriedOver }) => ({
      optimizer: optimizer.name,
      publishedFaster: isResetPublishedFaster(optimizer.name),
      reset: meanInterval(updatesOn(reset, last)),
      carriedOver: meanInterval(updatesOn(carriedOver, last)),
      ratio: ratioOf(updatesOn(carriedOver, last), updatesOn(reset, last)),
    }));

  const sgd = inTheEnd.find(({ method }) => method === methods.sgd)?.reset ?? [];
  const speed = inTheEnd.map(({ method, reset }) => ({
    optimizer: method.optimizer.name,
    updates: meanInterval(updatesOn(reset, 1)),
    ratio: ratioOf(updatesOn(reset, 1), updatesOn(sgd, 1)),
  }));
  return {
    name,
    tasks: stream.tasks.map((task) => task.name),
    criteria,
    savings,
    resets,
    speed,
    orderCorrelation: orderCorrelation(speed.map(({ updates }) => updates.estimate)),
    givenUp: mean(made.map((run) => Number(isGivenUp(run)))),
  };
}

function inWay(runs: readonly Run[], way: StateAtSwitch): Run[] {
  return runs.filter(({ stateAtSwitch }) => stateAtSwitch === way);
}

function updatesOn(runs: readonly Run[], phase: number): number[] {
  return runs.map(({ updatesToCriterion }) => updatesToCriterion[phase] as number);
}

/** The ratio of means; NaN without bounds where the criterion was met before the first update in all runs below the line. */
function ratioOf(above: readonly number[], below: readonly number[]): Interval {
  if (below.some((updates) => updates > 0)) return ratioInterval(above, below);
  return { estimate: Number.NaN, lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };
}

/** Kendall's τ of values with falling ones, NaN where there are too few or all are the same. */
function orderCorrelation(values: readonly number[]): number {
  if (values.length < 3 || standardDeviation(values) === 0) return Number.NaN;
  const falling = values.map((_, place) => -place);
  return kendall(falling, values).estimate;
}
