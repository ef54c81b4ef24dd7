import { splitMnist } from "momenta/datasets";
import { mlp } from "momenta/models";
import { progress } from "momenta/progress";
import { type Interval, meanInterval, ratioInterval, savingsOf, varianceExplained } from "momenta/statistics";
import { heldOutAccuracy, type Run, type StateAtSwitch, train } from "momenta/training";
import { chosenOptions, type Execution, trainingIn } from "../common/execution.js";
import { type Method, methods, type SettingOptions, setting, settingDefaults } from "../common/setting.js";

/** What the study leaves to choose; the defaults are `savingsDefaults`. */
export interface SavingsOptions extends SettingOptions {
  /** The digits of task A and of task B. */
  readonly tasks: readonly [readonly number[], readonly number[]];
}

/** The setting of all studies; task A and task B are the first two of the notes. */
export const savingsDefaults: SavingsOptions = {
  ...settingDefaults,
  tasks: [setting.tasks[0], setting.tasks[1]],
};

/** A column of the notes' table. */
export interface SavingsColumn {
  readonly optimizer: string;
  readonly learningRate: number;
  /** Null for an optimizer without state. */
  readonly stateAtSwitch: StateAtSwitch | null;
  /** The savings that the notes report, the mean of 25 runs. */
  readonly published: number;
  readonly runs: readonly Run[];
  /** Updates to criterion on task A, the first and the second time. */
  readonly learning: Interval;
  readonly relearning: Interval;
  /** The mean of the runs' savings, 1 − (updates to relearn) / (updates to learn). */
  readonly savings: Interval;
  /** 1 − (mean updates to relearn) / (mean updates to learn): single runs with few updates weigh less. */
  readonly savingsOfMeans: Interval;
}

export interface Savings {
  readonly options: SavingsOptions;
  readonly columns: readonly SavingsColumn[];
  /** The share of the variance of all runs' savings that lies between the columns: what the optimizer explains. */
  readonly varianceExplained: number;
}

/** Of the runs in the store: to be raised where the same options give another result than before. */
export const SAVINGS_VERSION = 1;

/** The notes' seven columns: Notes about optimization in sequential learning, September 24, 2025, "Last week results". */
export const publishedSavings: readonly { method: Method; savings: readonly (readonly [StateAtSwitch, number])[] }[] = [
  { method: methods.sgd, savings: [["carry over", 0.59]] },
  {
    method: methods.momentum,
    savings: [
      ["carry over", -0.11],
      ["reset", -0.09],
    ],
  },
  {
    method: methods.adam,
    savings: [
      ["carry over", -0.74],
      ["reset", 0.13],
    ],
  },
  {
    method: methods.rmsprop,
    savings: [
      ["carry over", 0.57],
      ["reset", 0.7],
    ],
  },
];

/**
 * Savings: how much faster task A is learned the second time, A → B → A, in the seven columns of the notes.
 *
 * The runs of a seed start from the same weights and see the same data in every column, so that columns are compared
 * pairwise. Task A, task B and task A again are learned to the criterion. Runs that are in the store are not made again.
 *
 * @throws RangeError where an option is out of its range, naming it
 */
export async function savings(options: Partial<SavingsOptions> = {}, execution: Execution = {}): Promise<Savings> {
  const chosen = chosenOptions(savingsDefaults, options, { seeds: 3 }, execution);
  const { seeds, maxUpdates, batchSize, hidden, tasks } = chosen;
  if (tasks.length !== 2)
    throw new RangeError(`tasks are ${tasks.length}; give two lists of digits, task A and task B.`);
  const criterion = heldOutAccuracy(chosen.criterion);
  const [a, b] = tasks;
  const stream = splitMnist([a, b, a]);
  const model = mlp([784, ...hidden, stream.outputs]);

  const training = trainingIn(execution, "savings", SAVINGS_VERSION);
  const shown = progress("savings", "runs", seeds * publishedSavings.flatMap((entry) => entry.savings).length);
  let stored = 0;
  const columns: SavingsColumn[] = [];
  for (const {
    method: { optimizer, learningRate, hasState },
    savings: reported,
  } of publishedSavings) {
    const before = columns.length * seeds;
    let ofColumns = 0;
    const runs = await train({
      model,
      optimizer,
      stream,
      criterion,
      seeds,
      batchSize,
      maxUpdates,
      stateAtSwitch: reported.map(([stateAtSwitch]) => stateAtSwitch),
      ...training,
      onProgress(done, fromStore) {
        ofColumns = fromStore;
        shown.update(before + done);
      },
    });
    stored += ofColumns;
    for (const [stateAtSwitch, value] of reported) {
      const ofColumn = runs.filter((run) => run.stateAtSwitch === stateAtSwitch);
      columns.push({
        optimizer: optimizer.name,
        learningRate,
        stateAtSwitch: hasState ? stateAtSwitch : null,
        published: value,
        ...summarize(optimizer.name, ofColumn),
      });
    }
  }
  shown.end(stored);
  const values = columns.map(({ runs }) => runs.map(savingsOfRun));
  return { options: chosen, columns, varianceExplained: varianceExplained(values) };
}

function summarize(name: string, runs: readonly Run[]) {
  for (const { seed, updatesToCriterion } of runs) {
    if (updatesToCriterion[0] !== 0) continue;
    throw new RangeError(
      `savings of ${name} are not defined: seed ${seed} meets the criterion before its first update. Give a higher criterion.`,
    );
  }
  const first = runs.map((run) => run.updatesToCriterion[0] as number);
  const second = runs.map((run) => run.updatesToCriterion[2] as number);
  const ratio = ratioInterval(second, first);
  return {
    runs,
    learning: meanInterval(first),
    relearning: meanInterval(second),
    savings: meanInterval(runs.map(savingsOfRun)),
    savingsOfMeans: { estimate: 1 - ratio.estimate, lower: 1 - ratio.upper, upper: 1 - ratio.lower },
  };
}

/** 1 − (updates to relearn) / (updates to learn). */
export function savingsOfRun({ updatesToCriterion: [learn, , relearn] }: Run): number {
  return savingsOf(learn as number, relearn as number);
}
