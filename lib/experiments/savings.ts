import { splitMnist } from "../datasets/index.js";
import { bars, type Figure, Table } from "../figures/index.js";
import { mlp } from "../models/index.js";
import { progress } from "../progress/index.js";
import { type Interval, meanInterval, ratioInterval, savingsOf, varianceExplained } from "../statistics/index.js";
import { heldOutAccuracy, type Run, type StateAtSwitch, train } from "../training/index.js";
import { chosenOptions, type Execution, keepIn } from "./execution.js";
import { type Method, methods, setting } from "./setting.js";
import type { Check, Study, Verdict } from "./study.js";

/** What the study leaves to choose; the defaults are `savingsDefaults`. */
export interface SavingsOptions {
  /** Runs of each column; the seeds are 1, 2, …, the same for all columns. */
  readonly seeds: number;
  /** Updates after which a task that is not learned is given up. */
  readonly maxUpdates: number;
  readonly batchSize: number;
  /** Widths of the hidden layers. */
  readonly hidden: readonly number[];
  /** The held-out accuracy at which a task counts as learned. */
  readonly criterion: number;
  /** The digits of task A and of task B. */
  readonly tasks: readonly [readonly number[], readonly number[]];
}

/** The setting of all studies; task A and task B are the first two of the notes. */
export const savingsDefaults: SavingsOptions = {
  seeds: setting.seeds,
  maxUpdates: setting.maxUpdates,
  batchSize: setting.batchSize,
  hidden: setting.hidden,
  criterion: setting.criterion,
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

/** To be raised where the same options give another result than before. */
const VERSION = 1;

/** The notes' seven columns: Notes about optimization in sequential learning, September 24, 2025, "Last week results". */
const published: readonly { method: Method; savings: readonly (readonly [StateAtSwitch, number])[] }[] = [
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

  const keep = keepIn(execution, "savings", VERSION);
  const shown = progress("savings", "runs", seeds * published.flatMap((entry) => entry.savings).length);
  let stored = 0;
  const columns: SavingsColumn[] = [];
  for (const {
    method: { optimizer, learningRate, hasState },
    savings: reported,
  } of published) {
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
      ...keep,
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

function savingsOfRun({ updatesToCriterion: [learn, , relearn] }: Run): number {
  return savingsOf(learn as number, relearn as number);
}

/** The answer: published beside ours, a row a column of the notes' table, and whether they agree. */
export function savingsTable({ options, columns }: Savings): Table {
  const [a, b] = options.tasks;
  return new Table(
    `Savings on [${a}] after [${b}], mean and 95 % interval of ${options.seeds} runs`,
    [
      { heading: "optimizer" },
      { heading: "state" },
      { heading: "lr" },
      { heading: "published", decimals: 2 },
      { heading: "ours" },
      { heading: "published against ours" },
    ],
    columns.map((column) => [
      column.optimizer,
      stateInWords(column),
      column.learningRate,
      column.published,
      column.savings,
      verdict(column),
    ]),
  );
}

function verdict({ published: reported, savings: { estimate, lower, upper } }: SavingsColumn): string {
  if (lower === Number.NEGATIVE_INFINITY) return "one run says nothing";
  if (lower <= reported && reported <= upper) return "within our interval";
  if (lower <= 0 && 0 <= upper) return "ours may have either sign";
  return Math.sign(reported) === Math.sign(estimate) ? "same sign, other size" : "other sign";
}

/** What the savings are made of, and how much of their variance the optimizer explains. */
export function savingsDetails({ columns, varianceExplained }: Savings): Table {
  return new Table(
    `Updates to criterion. The column explains ${Math.round(100 * varianceExplained)} % of the variance of the savings of single runs.`,
    [
      { heading: "optimizer" },
      { heading: "state" },
      { heading: "to learn", decimals: 1 },
      { heading: "to relearn", decimals: 1 },
      { heading: "savings of the means" },
      { heading: "runs given up" },
    ],
    columns.map((column) => [
      column.optimizer,
      stateInWords(column),
      column.learning,
      column.relearning,
      column.savingsOfMeans,
      givenUp(column),
    ]),
  );
}

/** Published beside ours as bars. */
export function savingsFigure({ options, columns }: Savings): Figure {
  const [a, b] = options.tasks;
  return bars(
    columns.map((column) => ({
      optimizer: column.optimizer,
      setting: [...(column.stateAtSwitch === null ? [] : [stateInWords(column)]), `lr ${column.learningRate}`],
      hatched: column.stateAtSwitch === "reset",
      ours: column.savings,
      published: column.published,
    })),
    {
      title: `Savings on digits ${a.join(", ")}, relearned after ${b.join(", ")}`,
      value: "savings",
      interval: `ours, mean and 95 % interval of ${options.seeds} runs`,
      plain: "state carried over or none",
      hatched: "state reset",
    },
  );
}

/** Runs in which a task was given up, or that did not stay finite. */
function givenUp({ runs }: SavingsColumn): number {
  return runs.filter(({ reached, notFinite }) => notFinite !== null || reached.includes(false)).length;
}

function stateInWords({ stateAtSwitch }: SavingsColumn): string {
  if (stateAtSwitch === null) return "none";
  return stateAtSwitch === "reset" ? "reset" : "carried over";
}

/** Notebook 01. */
export const savingsStudy: Study<SavingsOptions, Savings> = {
  name: "01-savings",
  section: "Last week results",
  question: "Is a task learned faster the second time?",
  defaults: savingsDefaults,
  quick: { seeds: 3 },
  run: savings,
  figures: (result) => [
    {
      name: "01-savings",
      caption:
        "Savings, 1 − (updates to relearn) / (updates to learn), in the notes' seven columns: ours as bars with 95 % intervals, " +
        "the published values as hollow bars. Above zero the task is learned faster the second time.",
      figure: savingsFigure(result),
    },
  ],
  verdict: savingsVerdict,
  checks: savingsChecks,
};

function savingsVerdict({ columns, varianceExplained }: Savings): Verdict {
  const signs = columns.filter(({ published: value, savings: { estimate } }) => value * estimate > 0).length;
  const sure = columns.filter(
    ({ published: value, savings: { lower, upper } }) => value * lower > 0 && value * upper > 0,
  );
  return {
    answer: signs === columns.length ? "agrees" : sure.length === 0 ? "disagrees" : "depends",
    published: "savings from −0.74 (Adam) to 0.70 (RMSProp), as the optimizer decides",
    ours:
      `${signs} of ${columns.length} signs as published, ${sure.length} of them beyond the interval; ` +
      `the column explains ${Math.round(100 * varianceExplained)} % of the variance`,
  };
}

function savingsChecks({ options, columns, varianceExplained }: Savings): Check[] {
  const finite = columns.every(({ savings: { estimate, lower, upper } }) =>
    [estimate, lower, upper].every(Number.isFinite),
  );
  const complete = columns.every(({ runs }) => runs.length === options.seeds);
  return [
    {
      claim: `seven columns of ${options.seeds} runs, every interval finite`,
      holds: columns.length === 7 && complete && finite,
    },
    {
      claim: `savings depend on the optimizer: it explains ${Math.round(100 * varianceExplained)} % of the variance of single runs`,
      holds: varianceExplained > 0.1,
    },
  ];
}
