import type { Tensor } from "@tensorflow/tfjs";
import { gradients } from "../engine/gradients.js";
import { jit } from "../engine/jit.js";
import { scan } from "../engine/scan.js";
import { tf } from "../engine/tensorflow.js";
import { leaves, mapTree, type TensorTree } from "../engine/tree.js";
import { accuracy, type Model, softmaxCrossEntropy } from "../models/index.js";
import { applyUpdates, type Optimizer } from "../optimizers/index.js";
import type { LaneData } from "./laneData.js";

/**
 * R lanes, each in the middle of a run of its own, or idle.
 *
 * A run has P phases, one for each task of its stream; a lane whose phase is P has finished its run.
 */
export interface Lanes extends Record<string, TensorTree> {
  readonly params: TensorTree;
  readonly optimizerState: TensorTree;
  /** [R], int32: the phase that the run is in. */
  readonly phase: Tensor;
  /** [R, P], int32: the updates made in each phase so far. */
  readonly updates: Tensor;
  /** [R, P], int32: 1 where the phase ended because its criterion was met, 0 where it ran out of updates. */
  readonly reached: Tensor;
  /** [R], bool: whether the optimizer's state is reset between phases. */
  readonly resets: Tensor;
}

export interface LaneOptions {
  readonly model: Model;
  readonly optimizer: Optimizer;
  readonly data: LaneData;
  readonly classes: number;
  /** A task is learned above this held-out accuracy. */
  readonly boundary: number;
  readonly maxUpdates: number;
  /** Steps in one call of the compiled program. */
  readonly steps: number;
}

/** R lanes without a run. */
export function idleLanes({ optimizer, data }: LaneOptions, initial: TensorTree, R: number): Lanes {
  const phases = data.taskOfPhase.length;
  const params = mapTree((leaf) => tf.zeros([R, ...leaf.shape.slice(1)]), initial);
  return {
    params,
    optimizerState: optimizer.init(params),
    phase: tf.fill([R], phases, "int32"),
    updates: tf.zeros([R, phases], "int32"),
    reached: tf.zeros([R, phases], "int32"),
    resets: tf.zeros([R], "bool"),
  };
}

/**
 * The compiled programs that move lanes on.
 *
 * One step of a lane: measure the accuracy on the held-out examples of its task. Where it meets the criterion, or the
 * updates are used up, the lane goes to its next phase; else it makes one update. So the updates of a phase are exactly
 * those after which the criterion is first met, 0 where it is met from the start.
 */
export function lanePrograms({ model, optimizer, data, classes, boundary, maxUpdates, steps }: LaneOptions) {
  const phases = data.taskOfPhase.length;

  /** `batches` [R · P · steps, B]: for each lane and phase the examples of its next updates. */
  const advance = jit(function train(lanes: Lanes, batches: Tensor): { lanes: Lanes; finite: Tensor } {
    const before = lanes.updates;
    const [after] = scan((carry: Lanes) => [step(carry, before, batches), []], lanes, steps);
    return { lanes: after, finite: finite(after.params) };
  });

  /** Starts new runs in the lanes of `chosen`, from the initial parameters of the given row of `initial`. */
  const refill = jit(function refill(
    lanes: Lanes,
    chosen: Tensor,
    row: Tensor,
    resets: Tensor,
    initial: TensorTree,
  ): Lanes {
    const params = mapTree((leaf) => tf.gather(leaf, row), initial);
    const fresh: Lanes = {
      params,
      optimizerState: optimizer.init(params),
      phase: tf.zerosLike(lanes.phase),
      updates: tf.zerosLike(lanes.updates),
      reached: tf.zerosLike(lanes.reached),
      resets,
    };
    return select(chosen, fresh, lanes);
  });

  function step(lanes: Lanes, before: Tensor, batches: Tensor): Lanes {
    const running = tf.less(lanes.phase, phases);
    const phase = tf.minimum(lanes.phase, int(phases - 1));
    const here = tf.oneHot(phase, phases);
    const updates = ofPhase(lanes.updates, here);

    const met = tf.greater(heldOutAccuracy(lanes.params, phase), boundary);
    const leaving = tf.logicalAnd(running, tf.logicalOr(met, tf.greaterEqual(updates, maxUpdates)));
    const training = tf.logicalAnd(running, tf.logicalNot(leaving));

    const rows = batchRows(phase, tf.sub(updates, ofPhase(before, here)));
    const trained = update(lanes, tf.gather(batches, rows));
    const resetting = tf.logicalAnd(leaving, lanes.resets);
    const state = select(resetting, optimizer.init(lanes.params), lanes.optimizerState);
    return {
      params: select(training, trained.params, lanes.params),
      optimizerState: select(training, trained.optimizerState, state),
      phase: tf.add(lanes.phase, tf.cast(leaving, "int32")),
      updates: tf.add(lanes.updates, tf.mul(here, column(training))),
      reached: tf.add(lanes.reached, tf.mul(here, column(tf.logicalAnd(leaving, met)))),
      resets: lanes.resets,
    };
  }

  function update(lanes: Lanes, examples: Tensor): { params: TensorTree; optimizerState: TensorTree } {
    const inputs = tf.gather(data.inputs, examples);
    const labels = tf.cast(tf.oneHot(tf.gather(data.labels, examples), classes), "float32");
    const gradient = gradients(
      (params: TensorTree) => tf.sum(softmaxCrossEntropy(model.apply(params, inputs), labels)),
      lanes.params,
    );
    const state = lanes.optimizerState as Record<string, TensorTree>;
    const [updates, optimizerState] = optimizer.update(gradient, state, lanes.params);
    return { params: applyUpdates(lanes.params, updates), optimizerState };
  }

  function heldOutAccuracy(params: TensorTree, phase: Tensor): Tensor {
    const task = tf.gather(tf.tensor1d([...data.taskOfPhase], "int32"), phase);
    const inputs = tf.gather(data.heldOutInputs, task);
    return accuracy(model.apply(params, inputs), tf.gather(data.heldOutLabels, task));
  }

  function batchRows(phase: Tensor, position: Tensor): Tensor {
    const lanes = phase.shape[0] as number;
    const lane = tf.range(0, lanes, 1, "int32");
    return tf.add(tf.mul(tf.add(tf.mul(lane, int(phases)), phase), int(steps)), position);
  }

  return { advance, refill };
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

/** [R]: whether all parameters of a replica are finite numbers. */
function finite(params: TensorTree): Tensor {
  const sums = leaves<Tensor>(params).map((leaf) => tf.sum(tf.reshape(tf.abs(leaf), [leaf.shape[0] as number, -1]), 1));
  return tf.isFinite(tf.addN(sums));
}
