import type { Tensor1D } from "@tensorflow/tfjs";
import { configurationOf, type Json, writeJson } from "../configuration/index.js";
import type { Stream, Task } from "../datasets/index.js";
import type { TensorTree } from "../engine/tree.js";
import type { Model } from "../models/index.js";
import type { Optimizer } from "../optimizers/index.js";
import { interruption } from "../progress/index.js";
import { type Determinants, provenance } from "../store/index.js";
import { requireWhole } from "./criteria/require.js";
import { streamDeterminants } from "./fingerprint.js";
import { data, numberOf, programs } from "./kept.js";
import { laneData, requireHeldOut, requireTasks } from "./laneData.js";
import { type LaneOptions, lanePrograms } from "./lanes.js";
import type { QueuedRun, TrainOptions } from "./options.js";
import type { Run, Setting, StateAtSwitch } from "./run.js";
import { type Finished, Runner } from "./runner.js";

/** More lanes than this compute no faster, and wait longer for the last runs. */
const LANES = 8;
/** Held-out examples of an accuracy matrix where the criterion has none. */
const MEASURED = 500;
/** The most examples that one call of the compiled program takes to each lane, and the most steps. */
const EXAMPLES = 6400;
const STEPS = 400;
/** Raised where the same options give another result than before. */
const VERSION = 1;

/**
 * Trains a model on the tasks of a stream, one after the other, many runs at once: every run has a lane of one compiled
 * program, goes on to its next task the moment its criterion is met, and at its end leaves the lane to the next run. The
 * runs are all combinations of `stream`, `settings`, `stateAtSwitch` and `seeds`.
 *
 * Yields to the event loop between chunks of about 0.15 s. A run's result does not depend on the runs beside it. Compiled
 * programs and data stay on the device for the next call of the same shape; `releaseTraining` frees them.
 *
 * @returns a record of each run, in the order of `stream`, then of `settings`, of `stateAtSwitch`, of `seeds`
 * @throws RangeError where a number is out of its range, naming it, or where parameters are asked for and runs are to be
 *   kept; Error where runs are to be kept whose model or optimizer is not `configured`
 */
export async function train<
  Params extends TensorTree,
  State extends Record<string, TensorTree>,
  Name extends string = never,
>(options: TrainOptions<Params, State, Name>): Promise<Run[]> {
  const { keep, onProgress, parameters = false } = options;
  if (parameters && keep !== undefined) {
    throw new RangeError(
      "parameters are asked for, and runs are to be kept; a store keeps none. Leave out one of the two.",
    );
  }
  const plan = planOf(options as unknown as TrainOptions<TensorTree, Record<string, TensorTree>, string>);
  const finished = new Map<QueuedRun, Run>();
  const determinants = keep === undefined ? undefined : determinantsOf(plan, keep);
  if (keep !== undefined && determinants !== undefined && !keep.fresh) {
    for (const run of plan.queue) {
      const stored = keep.store.find(determinants(run));
      if (stored !== undefined)
        finished.set(run, { ...run, parameters: null, ...(stored.result as unknown as Omit<Run, "parameters">) });
    }
  }
  const fromStore = finished.size;
  const missing = plan.queue.filter((run) => !finished.has(run));
  if (fromStore > 0) onProgress?.(fromStore, fromStore);
  if (missing.length > 0) {
    let last = performance.now();
    await runAll(plan, missing, (over) => {
      const seconds = (performance.now() - last) / 1000 / over.length;
      if (over.length > 0) last = performance.now();
      for (const { queued, run } of over) {
        finished.set(queued, run);
        if (keep === undefined || determinants === undefined) continue;
        keep.store.save({ ...determinants(queued), result: resultOf(run), made: provenance(seconds) });
      }
      onProgress?.(finished.size, fromStore);
    });
  }
  return plan.queue.map((run) => finished.get(run) as Run);
}

/** The options, checked and complete. */
interface Plan {
  readonly model: Model;
  readonly optimizerFor: (setting: Record<string, number | Tensor1D>) => Optimizer;
  readonly options: LaneOptions;
  readonly streams: readonly Stream[];
  /** The tasks of all streams, each once. */
  readonly tasks: readonly Task[];
  readonly settings: readonly Setting[];
  readonly seeds: readonly number[];
  readonly queue: readonly QueuedRun[];
  readonly batchSize: number;
  /** Held-out examples on the device. */
  readonly heldOut: number;
  /** Held-out examples that accuracies are measured on. */
  readonly measured: number;
  /** Whether parameters are told. */
  readonly parameters: boolean;
}

function planOf(options: TrainOptions<TensorTree, Record<string, TensorTree>, string>): Plan {
  const { model, criterion, batchSize = 64, maxUpdates = 2000, probes = [] } = options;
  const { accuracyMatrix = false, parameters = false } = options;
  requireWhole("batchSize", batchSize);
  requireWhole("maxUpdates", maxUpdates);
  const streams = [options.stream].flat() as Stream[];
  const [{ outputs }] = streams as [Stream];
  const heldOut = criterion.heldOutExamples || (accuracyMatrix ? MEASURED : 0);
  for (const stream of streams) {
    requireTasks(stream);
    requireHeldOut(stream, heldOut);
    if (stream.outputs !== outputs) {
      throw new RangeError(`the streams have ${outputs} and ${stream.outputs} outputs; one model cannot have both.`);
    }
  }
  const seeds = listSeeds(options.seeds);
  const settings: readonly Setting[] = options.settings ?? [{}];
  requireWhole("the number of settings", settings.length);
  const ways = [options.stateAtSwitch].flat() as StateAtSwitch[];
  const queue = streams.flatMap((_, stream) =>
    settings.flatMap((setting) =>
      ways.flatMap((stateAtSwitch) => seeds.map((seed): QueuedRun => ({ seed, stateAtSwitch, setting, stream }))),
    ),
  );
  const given = options.optimizer;
  const optimizerFor = typeof given === "function" ? given : () => given;
  return {
    model,
    optimizerFor: optimizerFor as Plan["optimizerFor"],
    options: {
      model,
      optimizer: optimizerFor as LaneOptions["optimizer"],
      criterion,
      probes,
      outputs,
      maxUpdates,
      compiler: options.compiler,
      steps: Math.min(STEPS, Math.max(1, Math.ceil(EXAMPLES / batchSize))),
      pausing: accuracyMatrix || parameters,
    },
    streams,
    tasks: [...new Set(streams.flatMap(({ tasks }) => tasks))],
    settings,
    seeds,
    queue,
    batchSize,
    heldOut,
    measured: accuracyMatrix ? heldOut : 0,
    parameters,
  };
}

async function runAll(plan: Plan, queue: readonly QueuedRun[], onOver: (over: Finished[]) => void): Promise<void> {
  const { tasks, options, heldOut, settings, seeds, batchSize, measured, parameters } = plan;
  const placed = data.take(`${tasks.map(numberOf)} ${options.outputs} ${heldOut}`, () =>
    laneData(tasks, options.outputs, heldOut),
  );
  const compiled = programs.take(programKey(plan), () => lanePrograms(options));
  let runner: Runner | undefined;
  try {
    const shop = {
      lanes: Math.min(LANES, queue.length),
      options,
      programs: compiled.value,
      data: placed.value,
      tasksOfStream: plan.streams.map((stream) => stream.tasks.map((task) => tasks.indexOf(task))),
      criterion: options.criterion.numbers,
      settingNames: Object.keys(settings[0] as Setting),
      seeds,
      batchSize,
      measured,
      parameters,
    };
    runner = new Runner(shop, [...queue]);
    for (let left = queue.length; left > 0; ) {
      const over = runner.advance();
      left -= over.length;
      onOver(over);
      await new Promise((resolve) => setImmediate(resolve));
      interruption()?.throwIfAborted();
    }
  } finally {
    runner?.dispose();
    compiled.giveBack();
    placed.giveBack();
  }
}

/**
 * What tells compiled programs apart that take tensors of the same shapes; null where something cannot be told apart. A
 * model's `initializer` does not: programs are given the initial parameters.
 */
function programKey({ model, settings, optimizerFor, options }: Plan): string | null {
  const optimizers = settings.map((setting) => configurationOf(optimizerFor(setting)));
  const ofModel = configurationOf(model);
  if (ofModel === undefined || optimizers.includes(undefined)) return null;
  const { criterion, probes, outputs, maxUpdates, steps, compiler, pausing } = options;
  return writeJson({
    model: isRecord(ofModel) ? { ...ofModel, initializer: null } : ofModel,
    optimizers: optimizers as Json[],
    settings: Object.keys(settings[0] as Setting),
    criterion: criterion.program,
    probes: probes.map(({ configuration }) => configuration),
    outputs,
    maxUpdates,
    steps,
    compiler: compiler ?? null,
    pausing,
  });
}

function isRecord(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function determinantsOf(plan: Plan, { experiment, version }: { experiment: string; version: number }) {
  const { model, optimizerFor, options, batchSize, streams, measured } = plan;
  const streamsInJson = streams.map(streamDeterminants);
  return ({ seed, stateAtSwitch, setting, stream }: QueuedRun): Determinants => {
    const optimizer = configurationOf(optimizerFor(setting));
    const ofModel = configurationOf(model);
    if (ofModel === undefined || optimizer === undefined) {
      const [what, name] = ofModel === undefined ? ["model", model.name] : ["optimizer", optimizerFor(setting).name];
      throw new Error(
        `train: the runs cannot be kept, since nobody knows what the ${what} "${name}" was made of; ` +
          "say it with `configured(…, { … })`, or leave out `keep`.",
      );
    }
    return {
      experiment,
      version,
      configuration: {
        seed,
        optimizer,
        stateAtSwitch,
        model: ofModel,
        criterion: options.criterion.configuration,
        batchSize,
        maxUpdates: options.maxUpdates,
        probes: options.probes.map(({ configuration }) => configuration),
        accuracyMatrix: measured,
        stream: streamsInJson[stream] as Json,
        ...(options.compiler !== undefined && { compiler: options.compiler }),
        training: VERSION,
      },
    };
  };
}

/** What of a run the options do not say. */
function resultOf({ updatesToCriterion, reached, notFinite, accuracyMatrix, probes }: Run): { [name: string]: Json } {
  return { updatesToCriterion, reached, notFinite, accuracyMatrix, probes } as unknown as { [name: string]: Json };
}

function listSeeds(seeds: number | readonly number[]): readonly number[] {
  if (typeof seeds === "number") {
    requireWhole("seeds", seeds);
    return Array.from({ length: seeds }, (_, index) => index + 1);
  }
  requireWhole("the number of seeds", seeds.length);
  return seeds;
}
