import type { Tensor } from "@tensorflow/tfjs";
import { having } from "../../arguments/index.js";
import type { Json } from "../../configuration/index.js";
import type { TensorTree } from "../../engine/index.js";

/** What a criterion remembers of the phase that a lane is in: a record of trees whose leaves have the lane first, [R, …]. */
export type CriterionState = Record<string, TensorTree>;

/** What a criterion can look at before an update. */
export interface Outlook {
  /** [R], int32: the updates made in this phase so far. */
  readonly updates: Tensor;
  /** [R], bool: whether the run is at the last task of its stream. */
  readonly atLastTask: Tensor;
  /**
   * [R], bool: whether a lane's parameters misclassify at most so many of the held-out examples of its task.
   *
   * @param errors a scalar, int32
   * @param asking [R], bool: the lanes whose answer matters; all where left out
   */
  heldOutErrorsAtMost(errors: Tensor, asking?: Tensor): Tensor;
}

/** What the batch of an update looked like to the parameters before that update. */
export interface BatchOutcome {
  /** The mean loss of each replica, [R], in nats where it is a cross-entropy. */
  readonly loss: Tensor;
  /** The fraction of examples that each replica classifies correctly, [R]. @throws Error where the task is one of regression */
  readonly accuracy: Tensor;
}

/** Whole numbers of a criterion, by name; those of a criterion that is made of others are grouped by them. */
export interface CriterionNumbers {
  readonly [name: string]: number | CriterionNumbers;
}

/** When a task counts as learned. It is asked before every update, the first one included. */
export interface Criterion<State extends CriterionState = CriterionState> {
  /** What determines it, for the store. */
  readonly configuration: Json;
  /** What of it a compiled program is made for: criteria in which it is the same share their programs. */
  readonly program: Json;
  /** What the program is told when it runs. */
  readonly numbers: CriterionNumbers;
  /** How many test examples of a task it looks at, the same for every run; 0 where it needs none. */
  readonly heldOutExamples: number;
  /** How many updates a task takes at least, where that is known: `maxUpdates` allows it where it is left out. */
  readonly leastUpdates?: number;
  /** The state of R lanes at the start of a phase. */
  init(lanes: number): State;
  /**
   * [R], bool: whether the task is learned.
   *
   * @param numbers `numbers` of this criterion, or of another of the same program, as scalars, int32
   */
  met(state: State, outlook: Outlook, numbers: Record<string, TensorTree>): Tensor;
  /** The state after an update. */
  observe(state: State, outcome: BatchOutcome): State;
}

/** What `train` takes for one. */
export const criterionKind = having("a criterion, as heldOutAccuracy(0.98)", "init", "met", "observe");
