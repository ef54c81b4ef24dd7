import type { Tensor } from "@tensorflow/tfjs";
import type { Json } from "../configuration/index.js";
import { leaves, onAllCores, type TensorTree, tf } from "../engine/index.js";
import { interruption, progress } from "../progress/index.js";
import { provenance } from "../store/index.js";
import { dataCache, dataKey, programCache } from "./caches.js";
import { programKey, runDeterminants } from "./determinants.js";
import { placeTasks } from "./laneData.js";
import { numberOfLanes } from "./numberOfLanes.js";
import type { Keep, TrainOptions } from "./options.js";
import { makePlans, type Plan, programPlan, type QueuedRun } from "./plan.js";
import { lanePrograms } from "./programs.js";
import type { Run } from "./run.js";
import { type FinishedRun, Scheduler } from "./scheduler.js";
import type { AnyTrainOptions } from "./schema.js";
import { tryOut } from "./trial.js";

/** A shorter call says nothing. */
const SECONDS_WITHOUT_PROGRESS = 2;

/**
 * Trains a model on the tasks of a stream, one after the other, many runs at once: every run has a lane of a compiled
 * program, goes on to its next task the moment its criterion is met, and at its end leaves the lane to the next run. The
 * runs are all combinations of `optimizer`, `stream`, `settings`, `stateAtSwitch` and `seeds`.
 *
 * ```ts
 * const runs = await train({
 *   model: mlp([784, 100, 10]),
 *   optimizer: adam({ learningRate: 1e-3 }),
 *   stream: splitMnist([[1, 2], [3, 4]]),
 *   criterion: heldOutAccuracy(0.98),
 *   seeds: 5,
 *   checkpoints: { every: 20, sets: { test: "test" }, examples: 500 },
 * });
 * ```
 *
 * Each core has a program of its own, and takes the next run when one is over; JavaScript goes on meanwhile. A run's result
 * does not depend on the runs beside it, nor on the number of cores. Compiled programs and data stay on the device for the
 * next call of the same shape; `releaseTraining` frees them.
 *
 * @returns a record of each run, in the order of `optimizer`, then of `stream`, of `settings`, of `stateAtSwitch`, of `seeds`
 * @throws RangeError, before anything is compiled, where an option is missing, unknown or not what it may be, where options do
 *   not fit together, or where parameters are asked for and runs are to be kept; Error where runs are to be kept whose model or optimizer is not `configured`
 */
export async function train<Params extends TensorTree, Name extends string = never>(
  options: TrainOptions<Params, Name>,
): Promise<Run[]> {
  const plans = makePlans(options as unknown as AnyTrainOptions);
  const report = reporter(
    plans.reduce((sum, { queue }) => sum + queue.length, 0),
    options.onProgress,
  );
  const runs = await onAllCores(plans, (plan) => trainPlan(plan, options.keep, report.add));
  report.end();
  return runs.flat();
}

/** Adds up what the plans report. */
function reporter(total: number, onProgress: TrainOptions<never, never>["onProgress"]) {
  const line = onProgress === undefined ? progress("train", "runs", total, SECONDS_WITHOUT_PROGRESS) : undefined;
  let [finished, fromStore] = [0, 0];
  return {
    add(runs: number, stored: number): void {
      finished += runs;
      fromStore += stored;
      onProgress?.(finished, fromStore);
      line?.update(finished);
    },
    end(): void {
      line?.end(fromStore);
    },
  };
}

async function trainPlan(
  plan: Plan,
  keep: Keep | undefined,
  report: (runs: number, fromStore: number) => void,
): Promise<Run[]> {
  const finished = new Map<QueuedRun, Run>();
  const determinants = keep === undefined ? undefined : runDeterminants(plan, keep);
  if (keep !== undefined && determinants !== undefined && !keep.fresh) {
    for (const run of plan.queue) {
      const stored = keep.store.find(determinants(run));
      if (stored !== undefined)
        finished.set(run, { ...run, parameters: null, ...(stored.result as unknown as Omit<Run, "parameters">) });
    }
  }
  const missing = plan.queue.filter((run) => !finished.has(run));
  if (finished.size > 0) report(finished.size, finished.size);
  if (missing.length > 0) {
    keep?.store.requireWritable(keep.experiment);
    let last = performance.now();
    await runAll(plan, missing, (over) => {
      const seconds = (performance.now() - last) / 1000 / over.length;
      if (over.length > 0) last = performance.now();
      for (const { queued, run } of over) {
        finished.set(queued, run);
        if (keep === undefined || determinants === undefined) continue;
        keep.store.keep({ ...determinants(queued), result: resultOf(run), made: provenance(seconds) });
      }
      report(over.length, 0);
    });
  }
  return plan.queue.map((run) => finished.get(run) as Run);
}

async function runAll(
  plan: Plan,
  queue: readonly QueuedRun[],
  onOver: (over: readonly FinishedRun[]) => void,
): Promise<void> {
  tryOut(plan);
  const ended = new AbortController();
  const cell = interruption();
  const signal = cell === undefined ? ended.signal : AbortSignal.any([ended.signal, cell]);
  signal.throwIfAborted();
  const { tasks, outputs, heldOutExamples, sets } = plan;
  const placed = dataCache.take(dataKey(plan), () => placeTasks(tasks, outputs, heldOutExamples, sets));
  const programs = programCache.take(programKey(plan), () => lanePrograms(programPlan(plan)));
  const initial = plan.model.init(plan.seeds);
  const waiting = [...queue];
  const { programs: count, lanes } = numberOfLanes(queue.length);
  const work = async () => {
    const scheduler = new Scheduler(plan, programs.value, placed.value, initial, waiting, lanes);
    try {
      while (!scheduler.idle) {
        const over = await scheduler.advance();
        signal.throwIfAborted();
        onOver(over);
        await new Promise((resolve) => setImmediate(resolve));
      }
    } finally {
      scheduler.dispose();
    }
  };
  const working = Array.from({ length: count }, work);
  const allEnded = Promise.allSettled(working).then(() => {
    tf.dispose(leaves<Tensor>(initial));
    programs.giveBack();
    placed.giveBack();
  });
  try {
    await Promise.race([Promise.all(working), aborted(signal)]);
  } finally {
    ended.abort();
  }
  await allEnded;
}

/** Rejects when the signal is aborted. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

/** What of a run the options do not say. */
function resultOf(run: Run): { [name: string]: Json } {
  const { updatesToCriterion, reached, notFinite, accuracyMatrix, probes, checkpoints } = run;
  const result = {
    updatesToCriterion,
    reached,
    notFinite,
    accuracyMatrix,
    probes,
    ...(checkpoints && { checkpoints }),
  };
  return result as unknown as { [name: string]: Json };
}
