import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import { valueAndGradients } from "../engine/gradients.js";
import { jit } from "../engine/jit.js";
import { scan } from "../engine/scan.js";
import { tf } from "../engine/tensorflow.js";
import { leaves, mapTree, type TensorTree } from "../engine/tree.js";
import { accuracy, type Model, softmaxCrossEntropy } from "../models/index.js";
import { applyUpdates, type Optimizer } from "../optimizers/index.js";
import type { LaneData } from "./laneData.js";

/** The logit of a unit that does not compete: its probability is 0, and 0 times it is 0, as it is not of minus infinity. */
const ABSENT = -1e30;

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
  /** Output units of the model. */
  readonly outputs: number;
  /** A task is learned above this held-out accuracy. */
  readonly boundary: number;
  readonly maxUpdates: number;
  /** Steps in one call of the compiled program. */
  readonly steps: number;
  /** Whether a lane whose phase ends waits for the end of the call, so that its parameters can be measured as they are. */
  readonly waiting: boolean;
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
export function lanePrograms(options: LaneOptions) {
  const { model, optimizer, data, outputs, boundary, maxUpdates, steps, waiting } = options;
  const phases = data.taskOfPhase.length;

  /**
   * `batches` [R · P · steps, B]: for each lane and phase the examples of its next updates. `finite` [R, L], int32: 1 where
   * the parameters are finite at the end.
   */
  const advance = jit(function train(lanes: Lanes, batches: Tensor): { lanes: Lanes; finite: Tensor } {
    const [after] = scan((carry: Lanes) => [step(carry, lanes, batches).lanes, []], lanes, steps);
    return { lanes: after, finite: finiteLeaves(after.params) };
  });

  /** The steps of `advance` once more, told one by one. */
  const replay = jit(function replay(lanes: Lanes, batches: Tensor): Replay {
    const told = (carry: Lanes): [Lanes, Replay] => {
      const { lanes: next, training, gradients } = step(carry, lanes, batches);
      const unused = column(tf.logicalNot(training));
      const { phase, here } = currentPhase(carry);
      return [
        next,
        {
          phase,
          update: ofPhase(next.updates, here),
          gradients: tf.maximum(finiteLeaves(gradients), unused),
          parameters: finiteLeaves(next.params),
        },
      ];
    };
    return scan(told, lanes, steps)[1];
  });

  /** [T, R]: the accuracy of every lane on the held-out examples of every task. */
  const measure = jit(function measure(params: TensorTree): Tensor {
    const onTask = (carry: TensorTree, task: Tensor): [TensorTree, Tensor] => [carry, heldOutAccuracy(carry, task)];
    return scan(onTask, params, data.heldOutInputs.shape[0])[1];
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

  function step(
    lanes: Lanes,
    before: Lanes,
    batches: Tensor,
  ): { lanes: Lanes; training: Tensor; gradients: TensorTree } {
    const unfinished = tf.less(lanes.phase, phases);
    const running = waiting ? tf.logicalAnd(unfinished, tf.equal(lanes.phase, before.phase)) : unfinished;
    const { phase, here } = currentPhase(lanes);
    const task = tf.gather(tf.tensor1d([...data.taskOfPhase], "int32"), phase);
    const updates = ofPhase(lanes.updates, here);

    const met = tf.greater(heldOutAccuracy(lanes.params, task), boundary);
    const leaving = tf.logicalAnd(running, tf.logicalOr(met, tf.greaterEqual(updates, maxUpdates)));
    const training = tf.logicalAnd(running, tf.logicalNot(leaving));

    const rows = batchRows(phase, tf.sub(updates, ofPhase(before.updates, here)));
    const trained = update(lanes, task, tf.gather(batches, rows));
    const resetting = tf.logicalAnd(leaving, lanes.resets);
    const state = select(resetting, optimizer.init(lanes.params), lanes.optimizerState);
    return {
      lanes: {
        params: select(training, trained.params, lanes.params),
        optimizerState: select(training, trained.optimizerState, state),
        phase: tf.add(lanes.phase, tf.cast(leaving, "int32")),
        updates: tf.add(lanes.updates, tf.mul(here, column(training))),
        reached: tf.add(lanes.reached, tf.mul(here, column(tf.logicalAnd(leaving, met)))),
        resets: lanes.resets,
      },
      training,
      gradients: trained.gradients,
    };
  }

  /** The phase that each lane is in, the last one where the run is over, and its place among the phases, one-hot [R, P]. */
  function currentPhase(lanes: Lanes): { phase: Tensor; here: Tensor } {
    const phase = tf.minimum(lanes.phase, int(phases - 1));
    const here = tf.equal(tf.reshape(phase, [-1, 1]), tf.range(0, phases, 1, "int32"));
    return { phase, here: tf.cast(here, "int32") };
  }

  function update(lanes: Lanes, task: Tensor, examples: Tensor) {
    const inputs = tf.gather(data.inputs, examples);
    const labels = tf.cast(tf.oneHot(tf.gather(data.labels, examples), outputs), "float32");
    const { value, gradients } = valueAndGradients(
      (params: TensorTree) => softmaxCrossEntropy(logits(params, inputs, task), labels) as Tensor1D,
      lanes.params,
    );
    const state = lanes.optimizerState as Record<string, TensorTree>;
    const [updates, optimizerState] = optimizer.update(gradients, state, lanes.params, value);
    return { params: applyUpdates(lanes.params, updates), optimizerState, gradients };
  }

  /** On the first held-out examples of a task for each lane, or of one for all. */
  function heldOutAccuracy(params: TensorTree, task: Tensor): Tensor {
    const inputs = tf.gather(data.heldOutInputs, task);
    return accuracy(logits(params, inputs, task), tf.gather(data.heldOutLabels, task));
  }

  /** The model's logits, next to minus infinity for the units that do not compete in the task. */
  function logits(params: TensorTree, inputs: Tensor, task: Tensor): Tensor {
    const all = model.apply(params, inputs);
    if (data.competing === null) return all;
    const competing = tf.reshape(tf.gather(data.competing, task), [-1, 1, outputs]);
    return tf.where(competing, all, ABSENT);
  }

  function batchRows(phase: Tensor, position: Tensor): Tensor {
    const lanes = phase.shape[0] as number;
    const lane = tf.range(0, lanes, 1, "int32");
    return tf.add(tf.mul(tf.add(tf.mul(lane, int(phases)), phase), int(steps)), position);
  }

  return { advance, replay, measure, refill };
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
