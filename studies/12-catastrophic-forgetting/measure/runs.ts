import { onAllCores } from "momenta/engine";
import { mlp, normal } from "momenta/models";
import { type Interval, mean, meanInterval, relearningSpeed } from "momenta/statistics";
import { consecutiveCorrect, type Run, type StateAtSwitch } from "momenta/training";
import { isGivenUp } from "../../common/index.js";
import type { Context } from "../../core/index.js";
import type { CatastrophicForgettingOptions } from "../options.js";
import type { Contender, Forgetting } from "./entrants.js";
import { phases, type StreamOptions } from "./phases.js";

/** What came of an optimizer, over the runs that ended every phase; as in the paper those that did not are left out. */
export interface ForgettingEntry extends Forgetting {
  readonly optimizer: string;
  readonly stepSize: number;
  /** Runs in which some phase failed. */
  readonly failed: number;
}

/** The paper's protocol, or one with something changed. */
export interface Protocol {
  readonly contenders: readonly Contender[];
  readonly stream?: Partial<StreamOptions>;
  readonly stateAtSwitch?: StateAtSwitch;
}

/** The runs of the seeds 1, 2, … with each optimizer: a seed has the same weights and the same images in the same order. */
export async function trainContenders(
  { contenders, stream: changed, stateAtSwitch = "carryOver" }: Protocol,
  seeds: number,
  { hidden, parts, testImages, maxSteps }: CatastrophicForgettingOptions,
  { train }: Context,
): Promise<Run[][]> {
  const stream = phases({ parts, ...changed });
  return onAllCores(contenders, ({ optimizer }) =>
    train({
      model: mlp([784, hidden, stream.outputs], { initializer: normal(0.1) }),
      optimizer,
      stream,
      criterion: { ...consecutiveCorrect(5, 0.9), heldOutExamples: testImages },
      stateAtSwitch,
      seeds,
      batchSize: 1,
      maxUpdates: maxSteps,
      accuracyMatrix: true,
    }),
  );
}

/** Means and intervals over the runs of an optimizer. */
export function summarize({ optimizer, stepSize }: Contender, runs: readonly Run[]): ForgettingEntry {
  const ended = runs.filter((run) => !isGivenUp(run));
  const over = (value: (run: Run) => number) => interval(ended.map(value));
  return {
    optimizer: optimizer.name,
    stepSize,
    failed: runs.length - ended.length,
    retention: over(retention),
    relearning: over(({ updatesToCriterion: [first, , third] }) => relearningSpeed(first as number, third as number)),
    steps: [0, 1, 2, 3].map((phase) => over(({ updatesToCriterion }) => updatesToCriterion[phase] as number)),
    accuracies: [0, 1, 2, 3].map((phase) => [
      over((run) => accuracy(run, phase, 0)),
      over((run) => accuracy(run, phase, 1)),
    ]),
  };
}

/** Accuracy on digits 1, 2 after phase 2. */
export function retention(run: Run): number {
  return accuracy(run, 1, 0);
}

/** The mean and its interval; where there is no value NaN, and no bounds. */
export function interval(values: readonly number[]): Interval {
  if (values.length > 0) return meanInterval(values);
  return { estimate: Number.NaN, lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };
}

/** Accuracy after a phase on the first two digits (0) or the second two (1), over both held-out parts. */
function accuracy({ accuracyMatrix }: Run, phase: number, digits: 0 | 1): number {
  const after = accuracyMatrix?.afterTask[phase] as readonly number[];
  return mean([after[digits] as number, after[digits + 2] as number]);
}
