import type { Scalar, Tensor } from "@tensorflow/tfjs";
import { mapTree, scan, type TensorTree, tf } from "../engine/index.js";
import type { Schedule } from "./checkpoints.js";
import type { EvaluationTable, LaneData } from "./laneData.js";
import { type Assignment, atPhase, currentPhase, type LaneState, trainedLanes } from "./laneState.js";
import { logits } from "./logits.js";
import { lossTargets, modelLoss } from "./modelLoss.js";
import type { ProgramPlan } from "./plan.js";
import { int } from "./tensors.js";

/** What came of a set: the mean loss, [R], and, where there are classes, the number of misclassified examples, [R], int32. */
export interface SetEvaluation extends Record<string, Tensor> {
  readonly loss: Tensor;
}

/** The evaluations of a step, [R] each. */
export interface CheckpointRecord extends Record<string, TensorTree> {
  /** bool: whether the lane is at a checkpoint. */
  readonly due: Tensor;
  /** int32: the updates made in its phase. */
  readonly updates: Tensor;
  /** Of the lanes that are due; 0 of the others. */
  readonly sets: Record<string, SetEvaluation>;
}

/** Evaluates, one by one, the lanes that are at a checkpoint before their next step. */
export function evaluateLanes(
  plan: ProgramPlan,
  schedule: Schedule,
  lanes: LaneState,
  assignment: Assignment,
  { sets }: LaneData,
): CheckpointRecord {
  const { here } = currentPhase(lanes, assignment);
  const updates = atPhase(lanes.updates, here);
  const task = atPhase(assignment.tasks, here);
  const due = tf.logicalAnd(tf.less(lanes.phase, assignment.phases), isDue(schedule, updates));
  const trained = trainedLanes(plan, lanes, assignment);
  const places = tf.range(0, due.shape[0] as number, 1, "int32");
  const evaluateNext = (carry: Carry): [Carry, []] => {
    const lane = tf.reshape(tf.argMax(carry.open), [1]);
    const params = mapTree((leaf) => tf.gather(leaf, lane), trained);
    const found = mapSets(sets, (table) => evaluate(plan, params, table, tf.gather(task, lane)));
    const isLane = tf.equal(places, lane);
    return [
      {
        open: tf.where(isLane, int(0), carry.open),
        sets: mapTree((before, value) => tf.where(isLane, value, before), carry.sets, found),
      },
      [],
    ];
  };
  const open = tf.cast(due, "int32");
  const nothing = mapSets(sets, ({ wanted }) => ({
    loss: tf.zeros(due.shape),
    ...(wanted.dtype === "int32" && { errors: tf.zeros(due.shape, "int32") }),
  }));
  const [{ sets: evaluations }] = scan(evaluateNext, { open, sets: nothing }, tf.sum(open) as Scalar);
  return { due, updates, sets: evaluations };
}

interface Carry extends Record<string, TensorTree> {
  /** [R], int32: 1 where a lane is still to be evaluated. */
  readonly open: Tensor;
  readonly sets: Record<string, SetEvaluation>;
}

function isDue(schedule: Schedule, updates: Tensor): Tensor {
  if (typeof schedule === "number") return tf.equal(tf.mod(updates, int(schedule)), int(0));
  return tf.any(tf.equal(tf.reshape(updates, [-1, 1]), tf.tensor1d([...schedule], "int32")), 1);
}

/** Of one lane, R = 1. */
function evaluate(
  { model, loss, outputs }: ProgramPlan,
  params: TensorTree,
  table: EvaluationTable,
  task: Tensor,
): SetEvaluation {
  const row = table.inputs.shape[0] === 1 ? tf.zerosLike(task) : task;
  const given = logits(model, params, tf.gather(table.inputs, row), row, table);
  const wanted = tf.gather(table.wanted, row);
  const value = { loss: modelLoss(loss, given, lossTargets(wanted, outputs)) };
  if (wanted.dtype !== "int32") return value;
  return { ...value, errors: tf.sum(tf.cast(tf.notEqual(tf.argMax(given, -1), wanted), "int32"), -1) };
}

function mapSets(
  sets: Readonly<Record<string, EvaluationTable>>,
  value: (table: EvaluationTable) => SetEvaluation,
): Record<string, SetEvaluation> {
  return Object.fromEntries(Object.entries(sets).map(([name, table]) => [name, value(table)]));
}
