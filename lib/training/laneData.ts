import type { Tensor1D, Tensor2D, Tensor3D } from "@tensorflow/tfjs";
import { type Examples, inputTable, type Stream } from "../datasets/index.js";
import { tf } from "../engine/tensorflow.js";
import type { HeldOutAccuracy } from "./criterion.js";

/** What lanes are trained on, on the device; T distinct tasks, E held-out examples of each. */
export interface LaneData {
  /** [N, features]: the training inputs of all tasks. */
  readonly inputs: Tensor2D;
  /** [N], int32. */
  readonly labels: Tensor1D;
  /** [T, E, features]. */
  readonly heldOutInputs: Tensor3D;
  /** [T, E], int32. */
  readonly heldOutLabels: Tensor2D;
  /** Which of the T tasks each phase is about. */
  readonly taskOfPhase: readonly number[];
  /** For each phase the rows of `inputs` that its task consists of. */
  readonly rowsOfPhase: readonly Int32Array[];
}

/** @throws RangeError where a task has fewer held-out examples than the criterion asks for */
export function requireHeldOut({ dataset, tasks }: Stream, { examples }: HeldOutAccuracy): void {
  for (const { classes, test } of tasks) {
    if (test.length >= examples) continue;
    throw new RangeError(
      `the criterion asks for ${examples} held-out examples; task [${classes.join(", ")}] of ${dataset.name} has ` +
        `${test.length}.`,
    );
  }
}

/** Puts the examples of a stream on the device. The caller disposes the tensors. */
export function laneData({ dataset, tasks }: Stream, { examples }: HeldOutAccuracy): LaneData {
  const distinct = [...new Set(tasks)];
  const used = Int32Array.from([...new Set(distinct.flatMap((task) => [...task.train]))]).sort();
  const rowOf = new Int32Array(dataset.train.count);
  used.forEach((index, row) => {
    rowOf[index] = row;
  });
  const heldOut = Int32Array.from(distinct.flatMap((task) => [...task.test.subarray(0, examples)]));
  return {
    inputs: inputTable(dataset.train, used),
    labels: labelTable(dataset.train, used),
    heldOutInputs: tf.tidy(() => tf.reshape(inputTable(dataset.test, heldOut), [distinct.length, examples, -1])),
    heldOutLabels: tf.tidy(() => tf.reshape(labelTable(dataset.test, heldOut), [distinct.length, examples])),
    taskOfPhase: tasks.map((task) => distinct.indexOf(task)),
    rowsOfPhase: tasks.map((task) => task.train.map((index) => rowOf[index] as number)),
  };
}

function labelTable({ labels }: Examples, indices: Int32Array): Tensor1D {
  return tf.tensor1d(
    indices.map((index) => labels[index] as number),
    "int32",
  );
}
