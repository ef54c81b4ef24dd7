import { holm, type Interval, pairedTTest } from "momenta/statistics";
import type { Run } from "momenta/training";
import { isGivenUp } from "../../common/index.js";
import type { Context } from "../../core/index.js";
import type { CatastrophicForgettingOptions } from "../options.js";
import { entrants } from "./entrants.js";
import { type ForgettingEntry, interval, retention, summarize, trainContenders } from "./runs.js";

/** Two optimizers that follow each other in the paper's order of retention. */
export interface RetentionPair {
  readonly higher: string;
  readonly lower: string;
  /** Retention of the one minus that of the other, over seeds in which neither failed. */
  readonly difference: Interval;
  /** Of the paired t-test, adjusted for the number of pairs by Holm's method. */
  readonly pValue: number;
}

/** What came of the paper's experiment. */
export interface Paper {
  /** In the order of `entrants`. */
  readonly entries: readonly ForgettingEntry[];
  readonly pairs: readonly RetentionPair[];
}

/**
 * The experiment of Ashley, Ghiassian and Sutton on MNIST: digits 1, 2 → 3, 4 → 1, 2 → 3, 4, one image at a time, each phase
 * to five right predictions in a row with nine in ten of all right.
 */
export async function paper(options: CatastrophicForgettingOptions, context: Context): Promise<Paper> {
  context.expect(entrants.length * options.seeds, "runs");
  const runs = await trainContenders({ contenders: entrants }, options.seeds, options, context);
  return {
    entries: entrants.map((entrant, at) => summarize(entrant, runs[at] as Run[])),
    pairs: compareNeighbours(runs),
  };
}

function compareNeighbours(runs: readonly (readonly Run[])[]): RetentionPair[] {
  const tests = runs.slice(1).map((lower, at) => {
    const both = lower.flatMap((run, seed) => {
      const other = runs[at]?.[seed] as Run;
      return isGivenUp(run) || isGivenUp(other) ? [] : [{ higher: retention(other), lower: retention(run) }];
    });
    if (both.length < 2) return { difference: interval([]), pValue: 1 };
    return pairedTTest(
      both.map(({ higher }) => higher),
      both.map((pair) => pair.lower),
    );
  });
  const pValues = holm(tests.map(({ pValue }) => pValue));
  return tests.map(({ difference }, at) => ({
    higher: entrants[at]?.optimizer.name as string,
    lower: entrants[at + 1]?.optimizer.name as string,
    difference,
    pValue: pValues[at] as number,
  }));
}
