import { splitMnist } from "momenta/datasets";
import { onAllCores } from "momenta/engine";
import { mlp } from "momenta/models";
import { type Interval, meanInterval, ratioInterval, savingsOf } from "momenta/statistics";
import { heldOutAccuracy, type Run, type StateAtSwitch } from "momenta/training";
import { publishedSavings } from "../../common/index.js";
import type { Context } from "../../core/index.js";
import type { SavingsOptions } from "../options.js";

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

/**
 * The notes' seven columns: task A, task B and task A again are learned to the criterion.
 *
 * The runs of a seed start from the same weights and see the same data in every column, so that columns are compared
 * pairwise.
 *
 * @throws RangeError where task A meets the criterion before the first update
 */
export async function columns(options: SavingsOptions, { expect, train }: Context): Promise<SavingsColumn[]> {
  const { seeds, maxUpdates, batchSize, hidden, criterion, tasks } = options;
  const [a, b] = tasks;
  const stream = splitMnist([a, b, a]);
  const model = mlp([784, ...hidden, stream.outputs]);
  expect(seeds * publishedSavings.flatMap((published) => published.columns).length, "runs");
  const columns = await onAllCores(publishedSavings, async ({ method, columns: published }) => {
    const { optimizer, learningRate, hasState } = method;
    const runs = await train({
      model,
      optimizer,
      stream,
      criterion: heldOutAccuracy(criterion),
      seeds,
      batchSize,
      maxUpdates,
      stateAtSwitch: published.map(({ stateAtSwitch }) => stateAtSwitch),
    });
    return published.map(({ stateAtSwitch, savings }) => ({
      optimizer: optimizer.name,
      learningRate,
      stateAtSwitch: hasState ? stateAtSwitch : null,
      published: savings,
      ...summarize(
        optimizer.name,
        runs.filter((run) => run.stateAtSwitch === stateAtSwitch),
      ),
    }));
  });
  return columns.flat();
}

function summarize(optimizer: string, runs: readonly Run[]) {
  const early = runs.find(({ updatesToCriterion }) => updatesToCriterion[0] === 0);
  if (early !== undefined) {
    throw new RangeError(
      `savings of ${optimizer} are not defined: seed ${early.seed} meets the criterion before its first update. Give a higher criterion.`,
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
