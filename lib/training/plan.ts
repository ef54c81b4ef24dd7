import { requireArgument, requireOptions } from "../arguments/index.js";
import { type Dataset, type Stream, type Task, wholeStream } from "../datasets/index.js";
import { type Compiler, tidy } from "../engine/index.js";
import { type Loss, type Model, softmaxCrossEntropy } from "../models/index.js";
import type { Hyperparameter, Optimizer } from "../optimizers/index.js";
import { attempt } from "./attempt.js";
import type { PassOrder } from "./batches.js";
import { type Checkpoints, evaluationSets, type Schedule, type SetPart, scheduleOf } from "./checkpoints.js";
import {
  requireBatch,
  requireClasses,
  requireFisher,
  requireHeldOut,
  requireLoss,
  requireOneKind,
  requireTasks,
} from "./checks.js";
import { actsBetweenTasks, type ContinualLearning, completeContinualLearning } from "./continualLearning.js";
import type { Criterion } from "./criteria/index.js";
import type { Probe } from "./probes/index.js";
import { requireBoth } from "./replay.js";
import type { Setting, StateAtSwitch } from "./run.js";
import {
  type AnyTrainOptions,
  checkpointSchema,
  isDataset,
  keepSchema,
  type OneOptimizer,
  streams as streamsKind,
  trainSchema,
} from "./schema.js";
import { requireSettings } from "./settings.js";

/** The most held-out examples of an accuracy matrix where the criterion has none. */
const MATRIX_EXAMPLES = 500;
const BATCH_SIZE = 64;
/** After so many updates a task is given up where nothing is said. */
const MAX_UPDATES = 2000;
/** The most examples that one call of the compiled program takes to each lane, and the most steps. */
const EXAMPLES_PER_CALL = 16_000;
const STEPS_PER_CALL = 2000;

/** The options of `train`, checked and complete. */
export interface Plan {
  readonly model: Model;
  /** The optimizer for a setting, or for one of each lane, [R]. */
  readonly optimizer: (setting: Record<string, Hyperparameter>) => Optimizer;
  readonly loss: Loss;
  readonly criterion: Criterion;
  readonly probes: readonly Probe[];
  readonly compiler: Compiler | undefined;
  readonly continualLearning: ContinualLearning;
  /** The streams of every seed. */
  readonly streams: ReadonlyMap<number, readonly Stream[]>;
  /** The longest stream's number of tasks. */
  readonly phases: number;
  /** The tasks of all streams, each once. */
  readonly tasks: readonly Task[];
  /** Output units of the model. */
  readonly outputs: number;
  readonly settings: readonly Setting[];
  readonly seeds: readonly number[];
  /** All runs, in the order in which they are returned. */
  readonly queue: readonly QueuedRun[];
  readonly batchSize: number;
  readonly order: PassOrder | undefined;
  readonly maxUpdates: number;
  /** The most steps in one call of the compiled program. */
  readonly stepsPerCall: number;
  /**
   * Whether a call ends after a step in which a phase is over, so that what there is then can be looked at or changed:
   * parameters, or state that is about to be reset.
   */
  readonly stopsAtPhaseEnd: boolean;
  /** Held-out examples of each task on the device. */
  readonly heldOutExamples: number;
  readonly accuracyMatrix: boolean;
  readonly checkpoints: Checkpoints | undefined;
  /** After how many updates the model is evaluated; null where it is not. */
  readonly schedule: Schedule | null;
  /** What it is evaluated on, by name. */
  readonly sets: ReadonlyMap<string, readonly SetPart[]>;
  readonly parameters: boolean;
}

/** A run that waits for a lane, or for its record. */
export interface QueuedRun {
  readonly seed: number;
  readonly optimizer: string;
  readonly stateAtSwitch: StateAtSwitch;
  readonly setting: Setting;
  /** Which of the streams of its seed it goes through. */
  readonly stream: number;
}

/** The stream that a run goes through. */
export function runStream({ streams }: Plan, { seed, stream }: QueuedRun): Stream {
  return streams.get(seed)?.[stream] as Stream;
}

/** What of a plan a program is compiled for; `programKey` tells them apart. */
export type ProgramPlan = Pick<
  Plan,
  | "model"
  | "optimizer"
  | "loss"
  | "criterion"
  | "probes"
  | "compiler"
  | "continualLearning"
  | "outputs"
  | "maxUpdates"
  | "stepsPerCall"
  | "stopsAtPhaseEnd"
  | "schedule"
>;

/**
 * A plan for each optimizer.
 *
 * @throws RangeError where an option is missing, unknown, not what it may be, or does not fit the others, naming it
 */
export function makePlans(options: AnyTrainOptions): Plan[] {
  requireOptions("train", options, trainSchema);
  const { optimizer } = options;
  if (!isList(optimizer)) return [makePlan(options, optimizer)];
  const names = optimizer.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) < at);
  if (twice !== undefined) {
    throw new RangeError(
      `train: two of the optimizers are called ${twice}; compare settings of one by settings, or give them names, as { ...adam(…), name: "mine" }.`,
    );
  }
  return optimizer.map((one) => makePlan(options, one));
}

function isList(optimizer: AnyTrainOptions["optimizer"]): optimizer is readonly Optimizer[] {
  return Array.isArray(optimizer);
}

function makePlan(options: AnyTrainOptions, optimizer: OneOptimizer): Plan {
  const { model, criterion, checkpoints, compiler, probes = [], loss = softmaxCrossEntropy } = options;
  const { maxUpdates = Math.max(MAX_UPDATES, criterion.leastUpdates ?? 0) } = options;
  const { settings = [{}], accuracyMatrix = false, parameters = false, stateAtSwitch = "carryOver" } = options;
  const continualLearning = completeContinualLearning(options.continualLearning);
  if (parameters && options.keep !== undefined) {
    throw new RangeError(
      "parameters are asked for, and runs are to be kept; a store keeps none. Leave out one of the two.",
    );
  }
  if (options.keep !== undefined) requireOptions("train: keep", options.keep, keepSchema);
  if (checkpoints !== undefined) requireOptions("train: checkpoints", checkpoints, checkpointSchema);
  requireSettings(optimizer, options.settings);
  const seeds = listSeeds(options.seeds ?? 1);
  const streams = streamsBySeed(options.stream, seeds);
  const distinct = [...new Set([...streams.values()].flat())];
  const { batchSize = Math.min(BATCH_SIZE, Math.max(1, fewestExamples(distinct, "train"))) } = options;
  if (continualLearning.replay !== undefined) requireBoth(continualLearning.replay, batchSize);
  const [{ outputs }] = distinct as [Stream];
  const heldOutExamples =
    criterion.heldOutExamples || (accuracyMatrix ? Math.min(MATRIX_EXAMPLES, fewestExamples(distinct, "test")) : 0);
  for (const stream of distinct) {
    requireTasks(stream);
    requireLoss(options.loss, stream);
    if (options.order === undefined) requireBatch(batchSize, stream);
    if (continualLearning.ewc !== undefined) requireFisher(continualLearning.ewc, loss, stream);
    if (criterion.heldOutExamples > 0) requireClasses(stream, "the criterion");
    if (accuracyMatrix) requireClasses(stream, "accuracyMatrix");
    if (criterion.heldOutExamples > 0) requireHeldOut(stream, heldOutExamples, "the criterion");
    else if (accuracyMatrix) requireHeldOut(stream, 1, "accuracyMatrix");
    if (stream.outputs !== outputs) {
      throw new RangeError(`the streams have ${outputs} and ${stream.outputs} outputs; one model cannot have both.`);
    }
  }
  const tasks = [...new Set(distinct.flatMap((stream) => stream.tasks))];
  requireOneKind(tasks);
  const ways = [stateAtSwitch].flat() as StateAtSwitch[];
  const places = [...(streams.get(seeds[0] as number) ?? []).keys()];
  const optimizerOf = typeof optimizer === "function" ? optimizer : () => optimizer;
  const queue = places.flatMap((stream) =>
    settings.flatMap((setting) => {
      const name = nameOf(optimizerOf, setting);
      return ways.flatMap((stateAtSwitch) =>
        seeds.map((seed): QueuedRun => ({ seed, optimizer: name, stateAtSwitch, setting, stream })),
      );
    }),
  );
  return {
    model,
    optimizer: optimizerOf,
    loss,
    criterion,
    probes,
    compiler,
    continualLearning,
    streams,
    phases: Math.max(...distinct.map((stream) => stream.tasks.length)),
    tasks,
    outputs,
    settings,
    seeds,
    queue,
    batchSize,
    order: options.order,
    maxUpdates,
    stepsPerCall: Math.min(STEPS_PER_CALL, Math.max(1, Math.ceil(EXAMPLES_PER_CALL / batchSize))),
    stopsAtPhaseEnd: accuracyMatrix || parameters || ways.includes("reset") || actsBetweenTasks(continualLearning),
    heldOutExamples,
    accuracyMatrix,
    checkpoints,
    schedule: checkpoints === undefined ? null : scheduleOf(checkpoints, maxUpdates),
    sets: checkpoints === undefined ? new Map() : evaluationSets(checkpoints, { tasks, outputs }),
    parameters,
  };
}

/** Those of the smallest task. */
function fewestExamples(all: readonly Stream[], part: "train" | "test"): number {
  return Math.min(...all.flatMap(({ tasks }) => tasks.map((task) => task[part].length)));
}

function nameOf(optimizerOf: Plan["optimizer"], setting: Setting): string {
  let name = "";
  tidy(() => {
    name = optimizerOf(setting).name;
  });
  return name;
}

/** The part that programs are made of, alone: programs stay in memory longer than the data of the plan that they were made for. */
export function programPlan(plan: Plan): ProgramPlan {
  const { model, optimizer, loss, criterion, probes, schedule, compiler, continualLearning } = plan;
  const { outputs, maxUpdates, stepsPerCall, stopsAtPhaseEnd } = plan;
  return {
    ...{ model, optimizer, loss, criterion, probes, schedule, compiler, continualLearning },
    ...{ outputs, maxUpdates, stepsPerCall, stopsAtPhaseEnd },
  };
}

/** @throws RangeError where seeds have different numbers of streams */
function streamsBySeed(
  given: AnyTrainOptions["stream"],
  seeds: readonly number[],
): ReadonlyMap<number, readonly Stream[]> {
  const streamsOf = typeof given === "function" ? given : () => given;
  const streams = new Map(
    seeds.map((seed) => {
      const found = attempt(unmade(given, seed), () => streamsOf(seed));
      requireArgument(
        "train",
        typeof given === "function" ? `stream, for seed ${seed},` : "stream",
        found,
        streamsKind,
      );
      return [seed, ([found].flat() as (Stream | Dataset)[]).map((one) => (isDataset(one) ? wholeStream(one) : one))];
    }),
  );
  const [first, ...others] = [...streams].map(([seed, list]) => ({ seed, count: list.length }));
  for (const { seed, count } of others) {
    if (count === first?.count) continue;
    throw new RangeError(
      `stream gives seed ${first?.seed} ${first?.count} streams and seed ${seed} ${count}; give as many.`,
    );
  }
  return streams;
}

/** What is said of a stream that fails for a seed; a function that was not called may be no function of the seed at all. */
function unmade(given: AnyTrainOptions["stream"], seed: number): string {
  const { name } = given as { name?: string };
  const called = name ? ` (the function ${name}, not called; give ${name}() where it is no function of the seed)` : "";
  return `stream cannot be made for seed ${seed}${called}`;
}

function listSeeds(seeds: number | readonly number[]): readonly number[] {
  return typeof seeds === "number" ? Array.from({ length: seeds }, (_, index) => index + 1) : seeds;
}
