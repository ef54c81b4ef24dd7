import { splitMnist } from "momenta/datasets";
import { mlp } from "momenta/models";
import { heldOutAccuracy, type Run } from "momenta/training";
import { countGivenUp } from "../../common/index.js";
import type { OptimizerSpeedOptions } from "../options.js";

/** A method with one learning rate. */
export interface RateSpeed {
  readonly learningRate: number;
  /** Updates on the second task, an entry for each seed. */
  readonly updates: readonly number[];
  /** Runs in which a task was given up, or that did not stay finite. */
  readonly givenUp: number;
}

/** A stream for each second task. */
export function streamsOf({ firstTask, secondTasks }: OptimizerSpeedOptions) {
  return secondTasks.map((second) => splitMnist([firstTask, second]));
}

/** What is the same in all runs. */
export function trainingOf({ hidden, criterion, batchSize }: OptimizerSpeedOptions) {
  return {
    model: mlp([784, ...hidden, 10]),
    criterion: heldOutAccuracy(criterion),
    batchSize,
    stateAtSwitch: "reset" as const,
  };
}

export function rateSpeed(learningRate: number, runs: readonly Run[]): RateSpeed {
  return {
    learningRate,
    updates: runs.map(({ updatesToCriterion }) => updatesToCriterion[1] as number),
    givenUp: countGivenUp(runs),
  };
}
