import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import { valueAndGradients } from "../engine/gradients.js";
import { type Jitted, jit } from "../engine/jit.js";
import type { Compiler } from "../engine/program.js";
import { scan } from "../engine/scan.js";
import { tf } from "../engine/tensorflow.js";
import { leaves, mapTree, type TensorTree } from "../engine/tree.js";
import { accuracy, type Model, softmaxCrossEntropy } from "../models/index.js";
import { applyUpdates, type Optimizer } from "../optimizers/index.js";
import type { BatchOutcome, Criterion, CriterionState, Outlook } from "./criteria/index.js";
import { errorsAtMost } from "./heldOut.js";
import type { LaneTensors } from "./laneData.js";
import type { Probe, Update } from "./probes/index.js";

/** The logit of a unit that does not compete: its probability is 0, and 0 times it is 0, as it is not of minus infinity. */
const ABSENT = -1e30;

/**
 * R lanes, each in the middle of a run of its own, or idle.
 *
 * A run has a phase for each task of its stream; a lane whose phase is their number has finished its run.
 */
export interface Lanes extends Record<string, TensorTree> {
  readonly params: TensorTree;
  readonly optimizerState: TensorTree;
  readonly criterionState: TensorTree;
  /** [R], int32: the phase that the run is in. */
  readonly phase: Tensor;
  /** [R, P], int32: the updates made in each phase so far; P is the largest number of phases. */
  readonly updates: Tensor;
  /** [R, P], int32: 1 where the phase ended because its criterion was met, 0 where it ran out of updates. */
  readonly reached: Tensor;
}

/** What stays the same for a run as long as it is in its lane. */
export interface Assignment extends Record<string, TensorTree> {
  /** The settings of the optimizer by name, [R] each. */
  readonly settings: Record<string, Tensor1D>;
  /** The numbers of the criterion, a scalar each, int32. */
  readonly criterion: Record<string, TensorTree>;
  /** [R], bool: whether the optimizer's state is reset between phases. */
  readonly resets: Tensor;
  /** [R], int32: how many phases the run has; 0 for an idle lane. */
  readonly phases: Tensor;
  /** [R, P], int32: which task each phase is about. */
  readonly tasks: Tensor;
}

/** When a call of the compiled program ends. */
export interface Limit extends Record<string, Tensor> {
  /** After so many steps, int32. */
  readonly steps: Tensor;
  /** 1, int32: after a step in which a run is over; 0: not before all are. */
  readonly atEnd: Tensor;
}

/** What a step tells of the lanes: [K, R] each. */
export interface Told extends Record<string, TensorTree> {
  /** bool: whether an update was made. */
  readonly trained: Tensor;
  /** int32: the phase. */
  readonly phase: Tensor;
  readonly probes: Record<string, Tensor>;
}

/** What `replay` tells of every step, K of them, for every lane; L is the number of parameters' tensors. */
export interface Replay extends Record<string, Tensor> {
  /** [K, R], int32: the phase that the lane is in. */
  readonly phase: Tensor;
  /** [K, R], int32: the updates made in that phase, this step's included. */
  readonly update: Tensor;
  /** [K, R, L], int32: 1 where the gradient is finite, or is not used because the lane does not train. */
  readonly gradients: Tensor;
  /** [K, R, L], int32: 1 where the parameters are finite after the step. */
  readonly parameters: Tensor;
}

/** What the compiled programs are made for. */
export interface LaneOptions {
  readonly model: Model;
  /** The optimizer for settings of shape [R]. */
  readonly optimizer: (settings: Record<string, Tensor1D>) => Optimizer;
  readonly criterion: Criterion;
  readonly probes: readonly Probe[];
  /** Output units of the model. */
  readonly outputs: number;
  readonly maxUpdates: number;
  /** The most steps in one call. */
  readonly steps: number;
  readonly compiler: Compiler | undefined;
  /** Whether a call ends after a step in which a phase is over, so that parameters can be measured as they are. */
  readonly pausing: boolean;
}

/** The compiled programs that move lanes on. */
export interface LanePrograms {
  /** `finite` [R, L], int32: 1 where the parameters are finite at the end. `batches` [R · P · steps, B]: see `batchRows`. */
  readonly advance: Jitted<
    [Lanes, Assignment, LaneTensors, Tensor, Limit],
    { lanes: Lanes; finite: Tensor; told: Told }
  >;
  /** The steps of `advance` once more, told one by one. */
  readonly replay: Jitted<[Lanes, Assignment, LaneTensors, Tensor, Limit], Replay>;
  /** [T, R]: how many held-out examples of every task the parameters of every lane misclassify. */
  readonly measure: Jitted<[TensorTree, LaneTensors], Tensor>;
  /** Starts new runs in the lanes of `chosen`, from the initial parameters of the given row of `initial`. */
  readonly refill: Jitted<[Lanes, Assignment, Tensor, Tensor, TensorTree], Lanes>;
}

/** R lanes without a run. */
export function idleLanes(
  { optimizer, criterion }: LaneOptions,
  initial: TensorTree,
  { settings, phases, tasks }: Assignment,
): Lanes {
  const R = phases.shape[0] as number;
  const params = mapTree((leaf) => tf.zeros([R, ...leaf.shape.slice(1)]), initial);
  return {
    params,
    optimizerState: optimizer(settings).init(params),
    criterionState: criterion.init(R),
    phase: tf.zerosLike(phases),
    updates: tf.zerosLike(tasks),
    reached: tf.zerosLike(tasks),
  };
}

/**
 * One step of a lane: ask the criterion. Where it is met, or the updates are used up, the lane goes to its next phase; else
 * it makes one update. So the updates of a phase are exactly those after which the criterion is first met, 0 where it is met
 * from the start.
 */
export function lanePrograms({
  model,
  optimizer,
  criterion,
  probes,
  outputs,
  maxUpdates,
  steps,
  compiler,
  pausing,
}: LaneOptions): LanePrograms {
  const options = compiler === undefined ? {} : { compiler };
  const advance: LanePrograms["advance"] = jit(function train(lanes, assignment, data, batches, limit) {
    interface Carry extends Record<string, TensorTree> {
      readonly lanes: Lanes;
      readonly left: Tensor;
      readonly ended: Tensor;
    }
    const next = ({ lanes: at, left, ended }: Carry): [Carry, Told] => {
      const { lanes: after, training, update } = step(at, lanes, assignment, data, batches);
      const told = { trained: training, phase: at.phase, probes: measured(update) };
      const moved = tf.greater(after.phase, at.phase);
      const over = pausing ? moved : tf.logicalAnd(moved, tf.equal(after.phase, assignment.phases));
      return [{ lanes: after, left: tf.sub(left, int(1)), ended: tf.logicalOr(ended, tf.any(over)) }, told];
    };
    const unfinished = ({ lanes: at, left, ended }: Carry) =>
      tf.logicalAnd(
        tf.logicalAnd(tf.greater(left, int(0)), tf.any(tf.less(at.phase, assignment.phases))),
        tf.logicalNot(pausing ? ended : tf.logicalAnd(ended, tf.cast(limit.atEnd, "bool"))),
      );
    const first: Carry = { lanes, left: limit.steps, ended: tf.scalar(false, "bool") };
    const [{ lanes: after }, told] = scan(next, first, steps, unfinished);
    return { lanes: after, finite: finiteLeaves(after.params), told };
  }, options);

  const replay: LanePrograms["replay"] = jit(function replay(lanes, assignment, data, batches, limit) {
    interface Carry extends Record<string, TensorTree> {
      readonly lanes: Lanes;
      readonly left: Tensor;
    }
    const next = ({ lanes: at, left }: Carry): [Carry, Replay] => {
      const { lanes: after, training, update } = step(at, lanes, assignment, data, batches);
      const unused = column(tf.logicalNot(training));
      const { phase, here } = currentPhase(at, assignment);
      const told = {
        phase,
        update: ofPhase(after.updates, here),
        gradients: tf.maximum(finiteLeaves(update.gradients), unused),
        parameters: finiteLeaves(after.params),
      };
      return [{ lanes: after, left: tf.sub(left, int(1)) }, told];
    };
    return scan(next, { lanes, left: limit.steps }, steps, ({ left }) => tf.greater(left, int(0)))[1];
  }, options);

  const measure: LanePrograms["measure"] = jit(function measure(params, data) {
    const inputs = tf.concat([data.hardInputs, data.restInputs], 1);
    const units = tf.concat([data.hardLabels, data.restLabels], 1);
    const onTask = (carry: TensorTree, task: Tensor): [TensorTree, Tensor] => {
      const found = tf.argMax(logits(carry, tf.gather(inputs, task), task, data), -1);
      return [carry, tf.sum(tf.cast(tf.notEqual(found, tf.gather(units, task)), "int32"), -1)];
    };
    return scan(onTask, params, units.shape[0] as number)[1];
  }, options);

  // Called once for many steps: as a graph it is compiled in a tenth of the time.
  const refill: LanePrograms["refill"] = jit(
    function refill(lanes, { settings }, chosen, row, initial) {
      const params = mapTree((leaf) => tf.gather(leaf, row), initial);
      const fresh: Lanes = {
        params,
        optimizerState: optimizer(settings).init(params),
        criterionState: criterion.init(chosen.shape[0] as number),
        phase: tf.zerosLike(lanes.phase),
        updates: tf.zerosLike(lanes.updates),
        reached: tf.zerosLike(lanes.reached),
      };
      return select(chosen, fresh, lanes);
    },
    { compiler: "graph" },
  );

  function step(
    lanes: Lanes,
    before: Lanes,
    assignment: Assignment,
    data: LaneTensors,
    batches: Tensor,
  ): { lanes: Lanes; training: Tensor; update: Update } {
    const running = tf.less(lanes.phase, assignment.phases);
    const { phase, here } = currentPhase(lanes, assignment);
    const task = ofPhase(assignment.tasks, here);
    const updates = ofPhase(lanes.updates, here);

    const spent = tf.greaterEqual(updates, int(maxUpdates));
    const outlook: Outlook = {
      updates,
      atLastTask: tf.equal(phase, tf.sub(assignment.phases, int(1))),
      heldOutErrorsAtMost: (errors, asking = running) =>
        errorsAtMost(errors, tf.logicalAnd(running, asking), task, lanes.params, data, (params, inputs, of) =>
          logits(params, inputs, of, data),
        ),
    };
    const met = criterion.met(lanes.criterionState as CriterionState, outlook, assignment.criterion);
    const leaving = tf.logicalAnd(running, tf.logicalOr(met, spent));
    const training = tf.logicalAnd(running, tf.logicalNot(leaving));

    const rows = batchRows(phase, tf.sub(updates, ofPhase(before.updates, here)), lanes.updates.shape[1] as number);
    const { update, outcome } = train(lanes, assignment, task, data, tf.gather(batches, rows));
    const fresh = optimizer(assignment.settings).init(lanes.params);
    const state = select(tf.logicalAnd(leaving, assignment.resets), fresh, lanes.optimizerState);
    const observed = criterion.observe(lanes.criterionState as CriterionState, outcome);
    const unobserved = select(
      leaving,
      criterion.init(phase.shape[0] as number),
      lanes.criterionState as CriterionState,
    );
    return {
      lanes: {
        params: select(training, applyUpdates(lanes.params, update.updates), lanes.params),
        optimizerState: select(training, update.optimizerState, state),
        criterionState: select(training, observed, unobserved),
        phase: tf.add(lanes.phase, tf.cast(leaving, "int32")),
        updates: tf.add(lanes.updates, tf.mul(here, column(training))),
        reached: tf.add(lanes.reached, tf.mul(here, column(tf.logicalAnd(leaving, met)))),
      },
      training,
      update,
    };
  }

  function train(lanes: Lanes, { settings }: Assignment, task: Tensor, data: LaneTensors, examples: Tensor) {
    const { params } = lanes;
    const inputs = tf.gather(data.inputs, examples);
    const units = tf.gather(data.labels, examples);
    const labels = tf.cast(tf.oneHot(units, outputs), "float32");
    const { value: loss, gradients } = valueAndGradients(
      (at: TensorTree) => softmaxCrossEntropy(logits(at, inputs, task, data), labels) as Tensor1D,
      params,
    );
    const state = lanes.optimizerState as Record<string, TensorTree>;
    const [updates, optimizerState] = optimizer(settings).update(gradients, state, params, loss);
    // The compiler leaves it out where neither criterion nor probe asks for it, and shares it with the loss where one does.
    const outcome: BatchOutcome = { loss, accuracy: accuracy(logits(params, inputs, task, data), units) };
    return { update: { params, gradients, updates, optimizerState, ...outcome }, outcome };
  }

  function measured(update: Update): Record<string, Tensor> {
    return Object.assign({}, ...probes.map((probe) => probe.measure(update)));
  }

  /** The model's logits, next to minus infinity for the units that do not compete in the task. */
  function logits(params: TensorTree, inputs: Tensor, task: Tensor, data: LaneTensors): Tensor {
    const all = model.apply(params, inputs);
    if (data.competing === undefined) return all;
    const competing = tf.reshape(tf.gather(data.competing, task), [-1, 1, outputs]);
    return tf.where(competing, all, ABSENT);
  }

  /** Where in `batches` the next batch of each lane is: [lane, phase, position since the call began], flattened. */
  function batchRows(phase: Tensor, position: Tensor, phases: number): Tensor {
    const lane = tf.range(0, phase.shape[0] as number, 1, "int32");
    return tf.add(tf.mul(tf.add(tf.mul(lane, int(phases)), phase), int(steps)), position);
  }

  return { advance, replay, measure, refill };
}

/** The phase that each lane is in, the last one where the run is over, and its place among the phases, one-hot [R, P]. */
function currentPhase({ phase, updates }: Lanes, { phases }: Assignment): { phase: Tensor; here: Tensor } {
  const current = tf.maximum(tf.minimum(phase, tf.sub(phases, int(1))), int(0));
  const places = tf.range(0, updates.shape[1] as number, 1, "int32");
  return { phase: current, here: tf.cast(tf.equal(tf.reshape(current, [-1, 1]), places), "int32") };
}

/** [R] from [R, P]: the entry of the phase that each lane is in. */
function ofPhase(values: Tensor, here: Tensor): Tensor {
  return tf.sum(tf.mul(values, here), 1);
}

function int(value: number): Tensor {
  return tf.scalar(value, "int32");
}

function column(mask: Tensor): Tensor {
  return tf.reshape(tf.cast(mask, "int32"), [-1, 1]);
}

/** Per replica: the leaf of one tree where the mask [R] holds, of the other elsewhere. */
function select<Params extends TensorTree>(mask: Tensor, whereTrue: Params, whereFalse: Params): Params {
  return mapTree(
    (a, b) => tf.where(tf.reshape(mask, [-1, ...Array<number>(a.rank - 1).fill(1)]), a, b),
    whereTrue,
    whereFalse,
  );
}

/** [R, L], int32: for each tensor of a tree 1 where all numbers of a replica are finite. */
function finiteLeaves(tree: TensorTree): Tensor {
  const flags = leaves<Tensor>(tree).map((leaf) =>
    tf.all(tf.isFinite(tf.reshape(leaf, [leaf.shape[0] as number, -1])), 1),
  );
  return tf.cast(tf.stack(flags, 1), "int32");
}
