import type { Tensor } from "@tensorflow/tfjs";
import { type Jitted, jit, jitAsync, mapTree, scan, type TensorTree, tf } from "../engine/index.js";
import { type CheckpointRecord, evaluateLanes } from "./evaluation.js";
import { finiteLanes, finiteLeaves } from "./finite.js";
import { type FisherExamples, fisherDiagonal } from "./fisher.js";
import type { LaneData } from "./laneData.js";
import { type Assignment, atPhase, currentPhase, type LaneState, refillLanes, trainedLanes } from "./laneState.js";
import { logits } from "./logits.js";
import { addPenalty, type MaybePenalty, type Penalty } from "./penalty.js";
import type { ProgramPlan } from "./plan.js";
import { type StepResult, step } from "./step.js";
import { column, int, select } from "./tensors.js";

/** When a call of the compiled program ends. */
export interface Limit extends Record<string, Tensor> {
  /** After so many steps, int32. */
  readonly steps: Tensor;
  /** 1, int32: after a step in which a run is over; 0: not before all are. */
  readonly atEnd: Tensor;
}

/** What is recorded of the lanes at every step: [K, R] each. */
export interface StepRecord extends Record<string, TensorTree> {
  /** bool: whether an update was made. */
  readonly trained: Tensor;
  /** int32: the phase. */
  readonly phase: Tensor;
  readonly probes: Record<string, Tensor>;
  /** What came of checkpoints; empty where there are none. */
  readonly checkpoint: CheckpointRecord | Record<string, never>;
}

/**
 * What `replay` records of every step, K of them, for every lane; L is the number of parameters' tensors, W that of what
 * is watched, the optimizer's state besides. */
export interface Replay extends Record<string, Tensor> {
  /** [K, R], int32: the phase that the lane is in. */
  readonly phase: Tensor;
  /** [K, R], int32: the updates made in that phase, this step's included. */
  readonly update: Tensor;
  /** [K, R, L], int32: 1 where the gradient is finite, or is not used because the lane does not train. */
  readonly gradients: Tensor;
  /** [K, R, W], int32: 1 where what is watched is finite after the step. */
  readonly lanes: Tensor;
}

type CallArguments = [lanes: LaneState, assignment: Assignment, data: LaneData, batches: Tensor, limit: Limit];

type ConsolidateArguments = [
  lanes: Pick<LaneState, "params" | "penalty">,
  chosen: Tensor,
  task: Tensor,
  data: LaneData,
  examples: FisherExamples,
];

/** The compiled programs that move lanes on. */
export interface LanePrograms {
  /** A call of steps. `finite` [R, W], int32: 1 where what is watched is finite at its end. */
  readonly advance: Jitted<CallArguments, Promise<{ lanes: LaneState; finite: Tensor; record: StepRecord }>>;
  /** The steps of `advance` once more, recorded one by one. */
  readonly replay: Jitted<CallArguments, Promise<Replay>>;
  /** [T, R]: how many held-out examples of every task the parameters of every lane misclassify. */
  readonly errors: Jitted<[LaneState, Assignment, LaneData], Promise<Tensor>>;
  /** The penalties that elastic weight consolidation leaves in the lanes of `chosen` [R], bool, after `task` [R], int32. */
  readonly consolidate: Jitted<ConsolidateArguments, Promise<MaybePenalty>>;
  /** See `refillLanes`. */
  readonly refill: Jitted<[LaneState, Assignment, chosen: Tensor, row: Tensor, initial: TensorTree], LaneState>;
}

export function lanePrograms(plan: ProgramPlan): LanePrograms {
  const options = plan.compiler === undefined ? {} : { compiler: plan.compiler };
  return {
    advance: jitAsync(function train(...args: CallArguments) {
      return advance(plan, ...args);
    }, options),
    replay: jitAsync(function replay(...args: CallArguments) {
      return replaySteps(plan, ...args);
    }, options),
    errors: jitAsync(function measure(lanes: LaneState, assignment: Assignment, data: LaneData) {
      return heldOutErrors(plan, trainedLanes(plan, lanes, assignment), data);
    }, options),
    consolidate: jitAsync(function consolidate(...args: ConsolidateArguments) {
      return consolidateLanes(plan, ...args);
    }, options),
    // Called once for many steps: as a graph it is compiled in a tenth of the time.
    refill: jit(
      function refill(lanes, assignment, chosen, row, initial) {
        return refillLanes(plan, lanes, assignment, chosen, row, initial);
      } as LanePrograms["refill"],
      { compiler: "graph" },
    ),
  };
}

function advance(plan: ProgramPlan, ...[start, assignment, data, batches, limit]: CallArguments) {
  interface Carry extends Record<string, TensorTree> {
    readonly lanes: LaneState;
    readonly left: Tensor;
    readonly ended: Tensor;
  }
  const { stopsAtPhaseEnd, stepsPerCall, schedule } = plan;
  const next = ({ lanes, left, ended }: Carry): [Carry, StepRecord] => {
    const result = step(plan, lanes, { start, assignment, data, batches });
    const record = {
      trained: result.trained,
      phase: lanes.phase,
      probes: probeValues(plan, result),
      checkpoint: schedule === null ? {} : evaluateLanes(plan, schedule, lanes, assignment, data),
    };
    const moved = tf.greater(result.lanes.phase, lanes.phase);
    const over = stopsAtPhaseEnd ? moved : tf.logicalAnd(moved, tf.equal(result.lanes.phase, assignment.phases));
    const after = {
      lanes: result.lanes,
      left: tf.sub(left, int(1)),
      ended: tf.logicalOr(ended, tf.any(over)),
    };
    return [after, record];
  };
  const unfinished = ({ lanes, left, ended }: Carry) =>
    tf.logicalAnd(
      tf.logicalAnd(tf.greater(left, int(0)), tf.any(tf.less(lanes.phase, assignment.phases))),
      tf.logicalNot(stopsAtPhaseEnd ? ended : tf.logicalAnd(ended, tf.cast(limit.atEnd, "bool"))),
    );
  const first: Carry = {
    lanes: start,
    left: limit.steps,
    ended: tf.scalar(false, "bool"),
  };
  const [{ lanes }, record] = scan(next, first, stepsPerCall, unfinished);
  return { lanes, finite: finiteLanes(lanes), record };
}

function probeValues({ probes }: ProgramPlan, { update }: StepResult): Record<string, Tensor> {
  return Object.assign({}, ...probes.map((probe) => probe.measure(update)));
}

function replaySteps(plan: ProgramPlan, ...[start, assignment, data, batches, limit]: CallArguments): Replay {
  interface Carry extends Record<string, TensorTree> {
    readonly lanes: LaneState;
    readonly left: Tensor;
  }
  const next = ({ lanes, left }: Carry): [Carry, Replay] => {
    const { lanes: after, trained, update } = step(plan, lanes, { start, assignment, data, batches });
    const unused = column(tf.logicalNot(trained));
    const { phase, here } = currentPhase(lanes, assignment);
    const record = {
      phase,
      update: atPhase(after.updates, here),
      gradients: tf.maximum(finiteLeaves(update.gradients), unused),
      lanes: finiteLanes(after),
    };
    return [{ lanes: after, left: tf.sub(left, int(1)) }, record];
  };
  const first: Carry = { lanes: start, left: limit.steps };
  return scan(next, first, plan.stepsPerCall, ({ left }) => tf.greater(left, int(0)))[1];
}

function heldOutErrors({ model }: ProgramPlan, params: TensorTree, data: LaneData): Tensor {
  const inputs = tf.concat([data.hardInputs, data.restInputs], 1);
  const units = tf.concat([data.hardLabels, data.restLabels], 1);
  const onTask = (carry: TensorTree, task: Tensor): [TensorTree, Tensor] => {
    const found = tf.argMax(logits(model, carry, tf.gather(inputs, task), task, data), -1);
    return [carry, tf.sum(tf.cast(tf.notEqual(found, tf.gather(units, task)), "int32"), -1)];
  };
  return scan(onTask, params, units.shape[0] as number)[1];
}

function consolidateLanes(
  plan: ProgramPlan,
  ...[{ params, penalty }, chosen, task, data, examples]: ConsolidateArguments
): MaybePenalty {
  const { ewc } = plan.continualLearning;
  if (ewc === undefined) return penalty;
  const fisher = fisherDiagonal(plan, ewc, params, task, data, examples);
  const precision = mapTree((information) => tf.mul<Tensor>(ewc.strength, information), fisher);
  return select<TensorTree>(chosen, addPenalty(penalty as Penalty, { precision, centre: params }), penalty) as Penalty;
}
