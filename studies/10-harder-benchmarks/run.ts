import { joint, type Task } from "momenta/datasets";
import { mlp } from "momenta/models";
import type { Optimizer } from "momenta/optimizers";
import { progress } from "momenta/progress";
import { type Interval, kendall, mean, meanInterval, ratioInterval } from "momenta/statistics";
import {
  fixedUpdates,
  heldOutAccuracy,
  lastTask,
  type Run,
  type StateAtSwitch,
  type TrainOptions,
  train,
} from "momenta/training";
import { chosenOptions, type Execution, trainingIn } from "../common/execution.js";
import { isGivenUp } from "../common/givenUp.js";
import { type Method, methods, setting } from "../common/setting.js";
import { type Benchmark, type BenchmarkCriteria, type BenchmarkName, benchmarks, reasonOf } from "./benchmarks.js";

/** What the study leaves to choose; the defaults are `harderBenchmarksDefaults`. */
export interface HarderBenchmarksOptions {
  readonly benchmarks: readonly BenchmarkName[];
  /** The optimizers that are compared, by their names in `methods`; plain SGD, which speed is relative to, among them. */
  readonly optimizers: readonly (keyof typeof methods)[];
  /** Runs of each optimizer; the seeds are 1, 2, … */
  readonly seeds: number;
  /** Updates of plain SGD from scratch after which its accuracy on a task is the criterion, five seeds of their own. */
  readonly referenceUpdates: number;
  /** The same for the joint task; enough that it is not met by what is left of the tasks before. */
  readonly jointReferenceUpdates: number;
  /** Updates after which a task that is not learned is given up. */
  readonly maxUpdates: number;
  readonly batchSize: number;
  /** Widths of the hidden layers. */
  readonly hidden: readonly number[];
}

/** All benchmarks in the setting of all studies. */
export const harderBenchmarksDefaults: HarderBenchmarksOptions = {
  benchmarks: Object.keys(benchmarks) as BenchmarkName[],
  optimizers: ["momentum", "sgd", "adam", "rmsprop", "adadelta"],
  seeds: setting.seeds,
  referenceUpdates: 200,
  jointReferenceUpdates: 1000,
  maxUpdates: setting.maxUpdates,
  batchSize: setting.batchSize,
  hidden: setting.hidden,
};

/** What is chosen where it only has to be seen that everything works. */
export const harderBenchmarksQuick: Partial<HarderBenchmarksOptions> = {
  benchmarks: ["split MNIST", "split CIFAR-100"],
  optimizers: ["sgd", "rmsprop"],
  seeds: 2,
  maxUpdates: 100,
  hidden: [20],
};

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
  readonly criteria: BenchmarkCriteria;
  readonly savings: readonly BenchmarkSavings[];
  readonly resets: readonly BenchmarkReset[];
  readonly speed: readonly BenchmarkSpeed[];
  /** Kendall's τ of the mean updates on the second task with the notes' order, 1 where it is theirs; NaN for two optimizers. */
  readonly orderCorrelation: number;
  /** The share of runs in which a task was given up, or that did not stay finite. */
  readonly givenUp: number;
}

export interface HarderBenchmarks {
  readonly options: HarderBenchmarksOptions;
  readonly benchmarks: readonly BenchmarkResult[];
  /** Benchmarks whose data are not at hand, and why. */
  readonly missing: readonly { readonly name: string; readonly reason: string }[];
}

/** To be raised where the same options give another result than before. */
const VERSION = 1;
/** The seeds that criteria are found with, none of which is compared. */
const REFERENCE_SEEDS = [1001, 1002, 1003, 1004, 1005];

/** The notes' table of savings. */
const savingsPublished: readonly { method: Method; ways: readonly (readonly [StateAtSwitch, number])[] }[] = [
  { method: methods.sgd, ways: [["carry over", 0.59]] },
  {
    method: methods.momentum,
    ways: [
      ["carry over", -0.11],
      ["reset", -0.09],
    ],
  },
  {
    method: methods.adam,
    ways: [
      ["carry over", -0.74],
      ["reset", 0.13],
    ],
  },
  {
    method: methods.rmsprop,
    ways: [
      ["carry over", 0.57],
      ["reset", 0.7],
    ],
  },
];

/** The optimizers in the notes' order of speed on the second task, the slowest first. */
const slowestFirst: readonly Method[] = [
  methods.momentum,
  methods.sgd,
  methods.adam,
  methods.rmsprop,
  methods.adadelta,
];

/**
 * The notes' main results on other benchmarks: the sign of savings, whether resetting the optimizer's state is faster on the
 * joint task, and the order of the optimizers on the second task. A benchmark whose data cannot be had is listed as missing.
 *
 * @throws RangeError where an option is out of its range, or a benchmark unknown, naming it
 */
export async function harderBenchmarks(
  options: Partial<HarderBenchmarksOptions> = {},
  execution: Execution = {},
): Promise<HarderBenchmarks> {
  const chosen = chosenOptions(harderBenchmarksDefaults, options, harderBenchmarksQuick, execution);
  if (!chosen.optimizers.includes("sgd"))
    throw new RangeError("optimizers: sgd is not among them; speed is relative to it.");
  const results: BenchmarkResult[] = [];
  const missing: { name: string; reason: string }[] = [];
  for (const name of chosen.benchmarks) {
    if (!Object.hasOwn(benchmarks, name)) {
      throw new RangeError(`benchmarks: none is called "${name}"; give some of ${Object.keys(benchmarks).join(", ")}.`);
    }
    const benchmark = await benchmarks[name]().catch((error: unknown) => {
      missing.push({ name, reason: reasonOf(error) });
      return null;
    });
    if (benchmark !== null) results.push(await runBenchmark(name, benchmark, chosen, execution));
  }
  return { options: chosen, benchmarks: results, missing };
}

/** One benchmark. @throws RangeError where an option is out of its range, naming it */
export async function runBenchmark(
  name: string,
  benchmark: Benchmark,
  options: HarderBenchmarksOptions,
  execution: Execution,
): Promise<BenchmarkResult> {
  const { seeds, maxUpdates, batchSize } = options;
  const { stream, heldOut } = benchmark;
  const [first, second] = stream.tasks;
  if (first === undefined || second === undefined) throw new RangeError(`${name} has fewer than two tasks.`);
  const all = joint(stream);
  const model = mlp([first.dataset.train.features, ...options.hidden, stream.outputs]);
  const base = { model, batchSize, ...trainingIn(execution, "harder-benchmarks", VERSION) };
  const criteria = benchmark.criteria ?? (await findCriteria(base));
  const onTask = heldOutAccuracy(criteria.task, heldOut);

  const taken = (method: Method) => options.optimizers.some((name) => methods[name] === method);
  const tables = savingsPublished.filter(({ method }) => taken(method));
  const compared = slowestFirst.filter(taken);
  const columns = tables.flatMap(({ ways }) => ways).length + 2 * compared.length - 1;
  const shown = progress(name, "runs", columns * seeds);
  let [before, stored] = [0, 0];
  const runsOf = async (
    optimizer: Optimizer,
    ways: readonly StateAtSwitch[],
    work: Pick<TrainOptions<never, never, never>, "stream" | "criterion">,
  ) => {
    let ofCall = 0;
    const runs = await train({
      ...base,
      ...work,
      optimizer,
      seeds,
      maxUpdates,
      stateAtSwitch: ways,
      onProgress(done, fromStore) {
        ofCall = fromStore;
        shown.update(before + done);
      },
    });
    before += runs.length;
    stored += ofCall;
    return ways.map((way) => runs.filter(({ stateAtSwitch }) => stateAtSwitch === way));
  };

  const relearning = { stream: { ...stream, tasks: [first, second, first] }, criterion: onTask };
  const savings: (BenchmarkSavings & { runs: readonly Run[] })[] = [];
  for (const { method, ways } of tables) {
    const runs = await runsOf(
      method.optimizer,
      ways.map(([way]) => way),
      relearning,
    );
    ways.forEach(([way, published], at) => {
      const own = runs[at] as readonly Run[];
      savings.push({
        optimizer: method.optimizer.name,
        stateAtSwitch: method.hasState ? way : null,
        published,
        ratio: ratioOf(updatesOn(own, 2), updatesOn(own, 0)),
        runs: own,
      });
    });
  }

  const jointStream = { ...stream, tasks: [...stream.tasks, all] };
  const jointly = { stream: jointStream, criterion: lastTask(heldOutAccuracy(criteria.joint, heldOut), onTask) };
  const ofMethods: { method: Method; reset: readonly Run[]; carried?: readonly Run[] }[] = [];
  for (const method of compared) {
    const ways: StateAtSwitch[] = method.hasState ? ["reset", "carry over"] : ["reset"];
    const [reset, carried] = (await runsOf(method.optimizer, ways, jointly)) as [Run[], Run[] | undefined];
    ofMethods.push({ method, reset, ...(carried && { carried }) });
  }
  shown.end(stored);

  const last = stream.tasks.length;
  const ofSgd = ofMethods.find(({ method }) => method === methods.sgd)?.reset as readonly Run[];
  const speed = ofMethods.map(({ method, reset }) => ({
    optimizer: method.optimizer.name,
    updates: meanInterval(updatesOn(reset, 1)),
    ratio: ratioOf(updatesOn(reset, 1), updatesOn(ofSgd, 1)),
  }));
  const made = [
    ...savings.map(({ runs }) => runs),
    ...ofMethods.flatMap(({ reset, carried = [] }) => [reset, carried]),
  ];
  return {
    name,
    tasks: stream.tasks.map((task) => task.name),
    criteria,
    savings: savings.map(({ runs: _, ...column }) => column),
    resets: ofMethods.flatMap(({ method, reset, carried }) =>
      carried === undefined
        ? []
        : [
            {
              optimizer: method.optimizer.name,
              publishedFaster: method !== methods.adadelta,
              reset: meanInterval(updatesOn(reset, last)),
              carriedOver: meanInterval(updatesOn(carried, last)),
              ratio: ratioOf(updatesOn(carried, last), updatesOn(reset, last)),
            },
          ],
    ),
    speed,
    orderCorrelation: orderCorrelation(speed.map(({ updates }) => updates.estimate)),
    givenUp: mean(made.flat().map((run) => Number(isGivenUp(run)))),
  };

  /**
   * What plain SGD reaches on each task alone after the reference updates, rounded down to a percent: the least of all
   * tasks is the criterion of a task, so that every one can be learned, that of the joint task its own.
   */
  async function findCriteria(common: typeof base): Promise<BenchmarkCriteria> {
    const accuracies = async (tasks: readonly Task[], updates: number) => {
      const runs = await train({
        ...common,
        optimizer: methods.sgd.optimizer,
        stream: tasks.map((task) => ({ tasks: [task], outputs: stream.outputs })),
        criterion: { ...fixedUpdates(updates), heldOutExamples: heldOut },
        stateAtSwitch: "reset",
        seeds: REFERENCE_SEEDS,
        accuracyMatrix: true,
      });
      return tasks.map((_, at) =>
        mean(runs.filter((run) => run.stream === at).map((run) => run.accuracyMatrix?.afterTask[0]?.[0] as number)),
      );
    };
    const alone = await accuracies(stream.tasks, options.referenceUpdates);
    const [together] = await accuracies([all], options.jointReferenceUpdates);
    const percent = (accuracy: number) => Math.floor(100 * accuracy) / 100;
    return { task: percent(Math.min(...alone)), joint: percent(together as number) };
  }
}

/** The ratio of means; NaN without bounds where the criterion was met before the first update in all runs below the line. */
function ratioOf(above: readonly number[], below: readonly number[]): Interval {
  if (below.some((updates) => updates > 0)) return ratioInterval(above, below);
  return { estimate: Number.NaN, lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };
}

/** Kendall's τ of values with falling ones, NaN where there are too few or all are the same. */
function orderCorrelation(values: readonly number[]): number {
  if (values.length < 3 || new Set(values).size === 1) return Number.NaN;
  const falling = values.map((_, place) => -place);
  return kendall(falling, values).estimate;
}

function updatesOn(runs: readonly Run[], phase: number): number[] {
  return runs.map(({ updatesToCriterion }) => updatesToCriterion[phase] as number);
}
