import type { Tensor } from "@tensorflow/tfjs";
import { type TensorTree, tf, valueAndGradients } from "../engine/index.js";
import { accuracy } from "../models/index.js";
import { applyUpdates, type Optimizer } from "../optimizers/index.js";
import type { CriterionState, Outlook } from "./criteria/index.js";
import { errorsAtMost } from "./heldOut.js";
import type { LaneData } from "./laneData.js";
import { type Assignment, atPhase, currentPhase, type LaneState, trainedLanes } from "./laneState.js";
import { logits } from "./logits.js";
import { lossTargets, modelLoss } from "./modelLoss.js";
import { penalized } from "./penalty.js";
import type { ProgramPlan } from "./plan.js";
import type { Update } from "./probes/index.js";
import { stateBefore } from "./stateAtSwitch.js";
import { column, int, select } from "./tensors.js";

/** What a step reads and does not change. */
export interface StepInputs {
  /** The lanes when the call of the compiled program began: `batches` counts updates from there. */
  readonly start: LaneState;
  readonly assignment: Assignment;
  readonly data: LaneData;
  /**
   * [R · P · steps, B], int32: rows of the training examples, for each lane and phase its next batches. Where examples of
   * several tasks, with different units, are in a batch, [R · P · steps, 2, B]: the rows, and the task of each.
   */
  readonly batches: Tensor;
}

/** What a step makes of the lanes. */
export interface StepResult {
  readonly lanes: LaneState;
  /** [R], bool: whether an update was made. */
  readonly trained: Tensor;
  /** The update, also of the lanes that did not make it. */
  readonly update: Update;
}

/**
 * One step of every lane: ask the criterion. Where it is met, or the updates are used up, the lane goes to its next phase;
 * else it makes one update. So the updates of a phase are exactly those after which the criterion is first met, 0 where it
 * is met from the start.
 */
export function step(
  plan: ProgramPlan,
  lanes: LaneState,
  { start, assignment, data, batches }: StepInputs,
): StepResult {
  const { model, optimizer, criterion, maxUpdates } = plan;
  const running = tf.less(lanes.phase, assignment.phases);
  const { phase, here } = currentPhase(lanes, assignment);
  const task = atPhase(assignment.tasks, here);
  const updates = atPhase(lanes.updates, here);

  const spent = tf.greaterEqual(updates, int(maxUpdates));
  const shown = trainedLanes(plan, lanes, assignment);
  const outlook: Outlook = {
    updates,
    atLastTask: tf.equal(phase, tf.sub(assignment.phases, int(1))),
    heldOutErrorsAtMost: (errors, asking = running) =>
      errorsAtMost(errors, tf.logicalAnd(running, asking), task, shown, data, (params, inputs, of) =>
        logits(model, params, inputs, of, data),
      ),
  };
  const met = criterion.met(lanes.criterionState as CriterionState, outlook, assignment.criterion);
  const leaving = tf.logicalAnd(running, tf.logicalOr(met, spent));
  const trained = tf.logicalAnd(running, tf.logicalNot(leaving));

  const rows = batchRows(plan, lanes, phase, tf.sub(updates, atPhase(start.updates, here)));
  const drawn = tf.gather(batches, rows);
  const [examples, tasks] = (drawn.rank === 3 ? tf.unstack(drawn, 1) : [drawn, task]) as [Tensor, Tensor];
  const batch = { inputs: tf.gather(data.inputs, examples), wanted: tf.gather(data.targets, examples), task: tasks };
  const fresh = optimizer(assignment.settings).init(lanes.params);
  const optimizerState = stateBefore(lanes, fresh, tf.equal(updates, int(0)), assignment);
  const before = { params: lanes.params, optimizerState, penalty: lanes.penalty };
  const update = makeUpdate(plan, before, assignment, batch, data);
  const observed = criterion.observe(lanes.criterionState as CriterionState, update);
  const unobserved = select(leaving, criterion.init(phase.shape[0] as number), lanes.criterionState as CriterionState);
  // What is trained next begins with the model, where the state is to be reset.
  const left = shown === lanes.params ? shown : select(tf.logicalAnd(leaving, assignment.resets), shown, lanes.params);
  return {
    lanes: {
      params: select(trained, applyUpdates(lanes.params, update.updates), left),
      optimizerState: select(trained, update.optimizerState, lanes.optimizerState),
      criterionState: select(trained, observed, unobserved),
      penalty: lanes.penalty,
      phase: tf.add(lanes.phase, tf.cast(leaving, "int32")),
      updates: tf.add(lanes.updates, tf.mul(here, column(trained))),
      reached: tf.add(lanes.reached, tf.mul(here, column(tf.logicalAnd(leaving, met)))),
      notFiniteAtStart: lanes.notFiniteAtStart,
    },
    trained,
    update,
  };
}

/** A batch of each lane. */
export interface Batch {
  /** [R, B, features]. */
  readonly inputs: Tensor;
  /** [R, B], int32: output units; or [R, B, outputs], float32: targets. */
  readonly wanted: Tensor;
  /** [R], or [R, B] where not all are of one task, int32: a row of what competes. */
  readonly task: Tensor;
}

/** The update of every lane on its batch. */
export function makeUpdate(
  { model, loss, optimizer, outputs }: Pick<ProgramPlan, "model" | "loss" | "optimizer" | "outputs">,
  { params, optimizerState: state, penalty }: Pick<LaneState, "params" | "optimizerState" | "penalty">,
  { settings }: Pick<Assignment, "settings">,
  { inputs, wanted, task }: Batch,
  data: Pick<LaneData, "competing">,
): Update {
  const targets = lossTargets(wanted, outputs);
  const { value, gradients: unpenalized } = valueAndGradients(
    (at: TensorTree) => modelLoss(loss, logits(model, at, inputs, task, data), targets),
    params,
  );
  const gradients = penalized(unpenalized, params, penalty);
  const before = state as Record<string, TensorTree>;
  const made: unknown = optimizer(settings).update(gradients, before, params, value);
  if (!Array.isArray(made) || made.length !== 2) {
    throw new Error("the optimizer's update gives no pair; give [updates, state], the state {} where there is none.");
  }
  const [updates, optimizerState] = made as ReturnType<Optimizer["update"]>;
  const update = { params, gradients, updates, optimizerState, loss: value };
  if (wanted.dtype !== "int32") {
    return {
      ...update,
      get accuracy(): never {
        throw new Error("train: the criterion or a probe asks for accuracy; a task of regression has none.");
      },
    };
  }
  // The compiler leaves it out where neither criterion nor probe asks for it, and shares it with the loss where one does.
  return { ...update, accuracy: accuracy(logits(model, params, inputs, task, data), wanted) };
}

/** Where in `batches` the next batch of each lane is: [lane, phase, updates since the call began], flattened. */
function batchRows({ stepsPerCall }: ProgramPlan, { updates }: LaneState, phase: Tensor, position: Tensor): Tensor {
  const lane = tf.range(0, phase.shape[0] as number, 1, "int32");
  const phases = updates.shape[1] as number;
  return tf.add(tf.mul(tf.add(tf.mul(lane, int(phases)), phase), int(stepsPerCall)), position);
}
