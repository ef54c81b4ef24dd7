import type { Stream, Task } from "../datasets/index.js";
import type { Compiler, TensorTree } from "../engine/index.js";
import type { Model } from "../models/index.js";
import type { Hyperparameter, Optimizer } from "../optimizers/index.js";
import { requireHeldOut, requireTasks } from "./checks.js";
import type { Criterion } from "./criteria/index.js";
import { requireWhole } from "./criteria/require.js";
import type { TrainOptions } from "./options.js";
import type { Probe } from "./probes/index.js";
import type { Setting, StateAtSwitch } from "./run.js";

/** Held-out examples of an accuracy matrix where the criterion has none. */
const MATRIX_EXAMPLES = 500;
/** The most examples that one call of the compiled program takes to each lane, and the most steps. */
const EXAMPLES_PER_CALL = 6400;
const STEPS_PER_CALL = 400;

/** The options of `train`, checked and complete. */
export interface Plan {
  readonly model: Model;
  /** The optimizer for a setting, or for one of each lane, [R]. */
  readonly optimizer: (setting: Record<string, Hyperparameter>) => Optimizer;
  readonly criterion: Criterion;
  readonly probes: readonly Probe[];
  readonly compiler: Compiler | undefined;
  readonly streams: readonly Stream[];
  /** The tasks of all streams, each once. */
  readonly tasks: readonly Task[];
  /** Output units of the model. */
  readonly outputs: number;
  readonly settings: readonly Setting[];
  readonly seeds: readonly number[];
  /** All runs, in the order in which they are returned. */
  readonly queue: readonly QueuedRun[];
  readonly batchSize: number;
  readonly maxUpdates: number;
  /** The most steps in one call of the compiled program. */
  readonly stepsPerCall: number;
  /** Whether a call ends after a step in which a phase is over, so that parameters can be looked at as they are then. */
  readonly stopsAtPhaseEnd: boolean;
  /** Held-out examples of each task on the device. */
  readonly heldOutExamples: number;
  readonly accuracyMatrix: boolean;
  readonly parameters: boolean;
}

/** A run that waits for a lane, or for its record. */
export interface QueuedRun {
  readonly seed: number;
  readonly stateAtSwitch: StateAtSwitch;
  readonly setting: Setting;
  readonly stream: number;
}

/** What of a plan a program is compiled for; `programKey` tells them apart. */
export type ProgramPlan = Pick<
  Plan,
  | "model"
  | "optimizer"
  | "criterion"
  | "probes"
  | "compiler"
  | "outputs"
  | "maxUpdates"
  | "stepsPerCall"
  | "stopsAtPhaseEnd"
>;

/** @throws RangeError where an option is out of its range, naming it */
export function makePlan(options: TrainOptions<TensorTree, Record<string, TensorTree>, string>): Plan {
  const { model, optimizer, criterion, compiler, batchSize = 64, maxUpdates = 2000, probes = [] } = options;
  const { settings = [{}], accuracyMatrix = false, parameters = false } = options;
  if (parameters && options.keep !== undefined) {
    throw new RangeError(
      "parameters are asked for, and runs are to be kept; a store keeps none. Leave out one of the two.",
    );
  }
  requireWhole("batchSize", batchSize);
  requireWhole("maxUpdates", maxUpdates);
  const streams = [options.stream].flat() as Stream[];
  const [{ outputs }] = streams as [Stream];
  const heldOutExamples = criterion.heldOutExamples || (accuracyMatrix ? MATRIX_EXAMPLES : 0);
  for (const stream of streams) {
    requireTasks(stream);
    requireHeldOut(stream, heldOutExamples);
    if (stream.outputs !== outputs) {
      throw new RangeError(`the streams have ${outputs} and ${stream.outputs} outputs; one model cannot have both.`);
    }
  }
  const seeds = listSeeds(options.seeds);
  requireWhole("the number of settings", settings.length);
  const ways = [options.stateAtSwitch].flat() as StateAtSwitch[];
  const queue = streams.flatMap((_, stream) =>
    settings.flatMap((setting) =>
      ways.flatMap((stateAtSwitch) => seeds.map((seed): QueuedRun => ({ seed, stateAtSwitch, setting, stream }))),
    ),
  );
  return {
    model,
    optimizer: typeof optimizer === "function" ? optimizer : () => optimizer,
    criterion,
    probes,
    compiler,
    streams,
    tasks: [...new Set(streams.flatMap(({ tasks }) => tasks))],
    outputs,
    settings,
    seeds,
    queue,
    batchSize,
    maxUpdates,
    stepsPerCall: Math.min(STEPS_PER_CALL, Math.max(1, Math.ceil(EXAMPLES_PER_CALL / batchSize))),
    stopsAtPhaseEnd: accuracyMatrix || parameters,
    heldOutExamples,
    accuracyMatrix,
    parameters,
  };
}

/** The part that programs are made of, alone: programs stay in memory longer than the data of the plan that they were made for. */
export function programPlan(plan: Plan): ProgramPlan {
  const { model, optimizer, criterion, probes, compiler, outputs, maxUpdates, stepsPerCall, stopsAtPhaseEnd } = plan;
  return { model, optimizer, criterion, probes, compiler, outputs, maxUpdates, stepsPerCall, stopsAtPhaseEnd };
}

function listSeeds(seeds: number | readonly number[]): readonly number[] {
  if (typeof seeds === "number") {
    requireWhole("seeds", seeds);
    return Array.from({ length: seeds }, (_, index) => index + 1);
  }
  requireWhole("the number of seeds", seeds.length);
  return seeds;
}
