import type { DataFrame } from "danfojs-node";
import { frameOf, type Value } from "../frames/index.js";
import { type StoredRun, dataFrame as storedFrame } from "../store/index.js";
import type { Run } from "./run.js";

/**
 * Runs as a danfo.js DataFrame in long form, a row for each run and task, so that it can be grouped by any of its columns:
 *
 * - `seed`, `optimizer`, `stateAtSwitch`, and each entry of `settings` under its own name
 * - `stream`, which of the streams, from 0; only where there are several
 * - `task`, its place in the stream, from 0
 * - `updates` to the criterion, NaN where it was not met, so that no mean takes `maxUpdates` for a result
 * - `reached`, whether it was met
 * - `finite`, whether all numbers of the run stayed finite
 * - `accuracy` on the task right after it was learned, and `accuracyAtEnd`, after the last task; only where there are accuracy
 *   matrices
 *
 * ```ts
 * const frame = dataFrame(await train({ …, seeds: 5 }));
 * const learned = frame.query(frame["reached"]);
 * learned.groupby(["optimizer", "task"]).col(["updates"]).mean(); // columns optimizer, task, updates_mean
 * ```
 *
 * @param runs what `train` returns, or runs of a store: these are a row each, all that is stored in columns by its path
 */
export function dataFrame(runs: readonly Run[] | readonly StoredRun[]): DataFrame {
  if (areStored(runs)) return storedFrame(runs);
  const settings = [...new Set(runs.flatMap(({ setting }) => Object.keys(setting)))];
  const streams = runs.some(({ stream }) => stream > 0);
  const accuracies = runs.some(({ accuracyMatrix }) => accuracyMatrix !== null);
  const columns = [
    ...["seed", "optimizer", "stateAtSwitch", ...settings, ...(streams ? ["stream"] : [])],
    ...["task", "updates", "reached", "finite", ...(accuracies ? ["accuracy", "accuracyAtEnd"] : [])],
  ];
  const rows = runs.flatMap((run) => {
    const ofRun = [...settings.map((name) => run.setting[name] ?? NaN), ...(streams ? [run.stream] : [])];
    return run.updatesToCriterion.map((updates, task): Value[] => [
      ...[run.seed, run.optimizer, run.stateAtSwitch, ...ofRun],
      ...[task, run.reached[task] ? updates : NaN, run.reached[task] === true, run.notFinite === null],
      ...(accuracies ? accuraciesOf(run, task) : []),
    ]);
  });
  return frameOf(columns, rows);
}

function accuraciesOf({ accuracyMatrix }: Run, task: number): Value[] {
  const afterTask = accuracyMatrix?.afterTask ?? [];
  return [afterTask[task], afterTask.at(-1)].map((accuracies) => accuracies?.[task] ?? NaN);
}

function areStored(runs: readonly Run[] | readonly StoredRun[]): runs is readonly StoredRun[] {
  return runs.some((run) => "configuration" in run);
}
