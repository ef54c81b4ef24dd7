import type { Tensor } from "@tensorflow/tfjs";
import type { Json } from "../../configuration/index.js";
import type { TensorTree } from "../../engine/tree.js";

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
   * @param asking [R], bool: the lanes whose answer matters; all where left out
   */
  heldOutErrorsAtMost(errors: number, asking?: Tensor): Tensor;
}

/** What the batch of an update looked like to the parameters before that update. */
export interface BatchOutcome {
  /** [R], nats: the mean loss. */
  readonly loss: Tensor;
  /** Of shape [R]: the fraction of examples classified correctly. */
  readonly accuracy: Tensor;
}

/** When a task counts as learned. It is asked before every update, the first one included. */
export interface Criterion<State extends CriterionState = CriterionState> {
  /** What determines it, for the store. */
  readonly configuration: Json;
  /** How many test examples of a task it looks at, the same for every run; 0 where it needs none. */
  readonly heldOutExamples: number;
  /** The state of R lanes at the start of a phase. */
  init(lanes: number): State;
  /** [R], bool: whether the task is learned. */
  met(state: State, outlook: Outlook): Tensor;
  /** The state after an update. */
  observe(state: State, outcome: BatchOutcome): State;
}
