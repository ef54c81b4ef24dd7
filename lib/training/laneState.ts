import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import { mapTree, type TensorTree, tf } from "../engine/index.js";
import { notFiniteAtStart } from "./finite.js";
import { initialPenalty, type MaybePenalty } from "./penalty.js";
import type { ProgramPlan } from "./plan.js";
import { int, select } from "./tensors.js";

/**
 * R lanes, each in the middle of a run of its own, or idle.
 *
 * A run has a phase for each task of its stream; a lane whose phase is their number has finished its run.
 */
export interface LaneState extends Record<string, TensorTree> {
  readonly params: TensorTree;
  readonly optimizerState: TensorTree;
  readonly criterionState: TensorTree;
  readonly penalty: MaybePenalty;
  /** [R], int32: the phase that the run is in. */
  readonly phase: Tensor;
  /** [R, P], int32: the updates made in each phase so far; P is the largest number of phases. */
  readonly updates: Tensor;
  /** [R, P], int32: 1 where the phase ended because its criterion was met, 0 where it ran out of updates. */
  readonly reached: Tensor;
  /** [R, W], int32: 1 where what is watched, see `finite.ts`, is not finite in a fresh state. */
  readonly notFiniteAtStart: Tensor;
}

/** What stays the same for a run as long as it is in its lane. */
export interface Assignment extends Record<string, TensorTree> {
  /** The settings of the optimizer by name, [R] each. */
  readonly settings: Record<string, Tensor1D>;
  /** The numbers of the criterion, a scalar each, int32. */
  readonly criterion: Record<string, TensorTree>;
  /** [R], bool: whether the optimizer's state is reset between phases. */
  readonly resets: Tensor;
  /** [R], bool: whether its counts of updates are, with all of it or alone. */
  readonly resetsCounts: Tensor;
  /** [R], int32: how many phases the run has; 0 for an idle lane. */
  readonly phases: Tensor;
  /** [R, P], int32: which task each phase is about. */
  readonly tasks: Tensor;
}

/** R lanes without a run; `initial` are parameters of the shapes that runs start with. */
export function idleLanes(
  { optimizer, criterion, continualLearning }: ProgramPlan,
  initial: TensorTree,
  { settings, phases, tasks }: Assignment,
): LaneState {
  const R = phases.shape[0] as number;
  const params = mapTree((leaf) => tf.zeros([R, ...leaf.shape.slice(1)]), initial);
  const optimizerState = optimizer(settings).init(params);
  return {
    params,
    optimizerState,
    criterionState: criterion.init(R),
    penalty: initialPenalty(continualLearning, params),
    phase: tf.zerosLike(phases),
    updates: tf.zerosLike(tasks),
    reached: tf.zerosLike(tasks),
    notFiniteAtStart: notFiniteAtStart({ params, optimizerState }),
  };
}

/** Starts new runs in the lanes of `chosen` [R], bool, from the parameters in the rows `row` [R] of `initial`. */
export function refillLanes(
  { optimizer, criterion, continualLearning }: ProgramPlan,
  lanes: LaneState,
  { settings }: Assignment,
  chosen: Tensor,
  row: Tensor,
  initial: TensorTree,
): LaneState {
  const params = mapTree((leaf) => tf.gather(leaf, row), initial);
  const optimizerState = optimizer(settings).init(params);
  const fresh: LaneState = {
    params,
    optimizerState,
    criterionState: criterion.init(chosen.shape[0] as number),
    penalty: initialPenalty(continualLearning, params),
    phase: tf.zerosLike(lanes.phase),
    updates: tf.zerosLike(lanes.updates),
    reached: tf.zerosLike(lanes.reached),
    notFiniteAtStart: notFiniteAtStart({ params, optimizerState }),
  };
  return select(chosen, fresh, lanes);
}

/** The phase that each lane is in, the last one where the run is over, and its place among the phases, one-hot [R, P]. */
export function currentPhase({ phase, updates }: LaneState, { phases }: Assignment): { phase: Tensor; here: Tensor } {
  const current = tf.maximum(tf.minimum(phase, tf.sub(phases, int(1))), int(0));
  const places = tf.range(0, updates.shape[1] as number, 1, "int32");
  return { phase: current, here: tf.cast(tf.equal(tf.reshape(current, [-1, 1]), places), "int32") };
}

/**
 * The parameters of each lane's model, as `trainedParams` says. Where the optimizer's state is to be reset they have taken the
 * place of the others since the task before has ended, see `step`.
 */
export function trainedLanes({ optimizer }: ProgramPlan, lanes: LaneState, assignment: Assignment): TensorTree {
  const made = optimizer(assignment.settings);
  if (made.trainedParams === undefined) return lanes.params;
  const { here } = currentPhase(lanes, assignment);
  const isBetween = tf.logicalOr(
    tf.equal(atPhase(lanes.updates, here), int(0)),
    tf.greaterEqual(lanes.phase, assignment.phases),
  );
  const trained = made.trainedParams(lanes.params, lanes.optimizerState as Record<string, TensorTree>);
  return select(tf.logicalAnd(isBetween, assignment.resets), lanes.params, trained);
}

/** [R] from [R, P]: the entry of the phase that each lane is in, `here` of `currentPhase`. */
export function atPhase(values: Tensor, here: Tensor): Tensor {
  return tf.sum(tf.mul(values, here), 1);
}
