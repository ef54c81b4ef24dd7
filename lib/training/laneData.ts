import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from "@tensorflow/tfjs";
import { inputTable, type Stream } from "../datasets/index.js";
import { tf, tidy } from "../engine/tensorflow.js";
import type { HeldOutAccuracy } from "./criterion.js";
import { exampleTable, unitsOf } from "./exampleTable.js";

/** What lanes are trained on, on the device; T distinct tasks, E held-out examples of each. */
export interface LaneData {
  /** [N, features]: the training inputs of all tasks. */
  readonly inputs: Tensor2D;
  /** [N], int32: their output units. */
  readonly labels: Tensor1D;
  /** [T, E, features]. */
  readonly heldOutInputs: Tensor3D;
  /** [T, E], int32. */
  readonly heldOutLabels: Tensor2D;
  /** [T, outputs], bool: the output units that compete in each task; null where all do in every one. */
  readonly competing: Tensor | null;
  /** Which of the T tasks each phase is about. */
  readonly taskOfPhase: readonly number[];
  /** For each phase the rows of `inputs` that its task consists of. */
  readonly rowsOfPhase: readonly Int32Array[];
}

/** @throws RangeError where a task has fewer held-out examples than the criterion asks for */
export function requireHeldOut({ tasks }: Stream, { examples }: HeldOutAccuracy): void {
  for (const { name, dataset, test } of tasks) {
    if (test.length >= examples) continue;
    throw new RangeError(
      `the criterion asks for ${examples} held-out examples; task ${name} of ${dataset.name} has ${test.length}.`,
    );
  }
}

/** @throws RangeError where a task has no training examples, inputs of another size than the first, or a unit that is not there */
export function requireTasks({ tasks, outputs }: Stream): void {
  const [first] = tasks;
  if (first === undefined) throw new RangeError("the stream has no task; give at least one.");
  const { features } = first.dataset.train;
  for (const { name, dataset, train, competing } of tasks) {
    const described = `task ${name} of ${dataset.name}`;
    if (train.length === 0) throw new RangeError(`${described} has no training examples.`);
    if (dataset.train.features !== features) {
      throw new RangeError(
        `${described} has inputs of ${dataset.train.features} numbers, the first task of ${features}; give inputs of one size.`,
      );
    }
    if (competing.some((unit) => !(unit >= 0 && unit < outputs))) {
      throw new RangeError(`${described}: units [${competing.join(", ")}] compete; the stream has ${outputs} outputs.`);
    }
  }
}

/**
 * Puts the examples of a stream on the device. The caller disposes the tensors.
 *
 * @throws RangeError where `unitsOf` does
 */
export function laneData({ tasks, outputs }: Stream, { examples }: HeldOutAccuracy): LaneData {
  const distinct = [...new Set(tasks)];
  const { parts, units, rowsOfTask } = exampleTable(distinct, outputs);
  const heldOut = distinct.map((task) => {
    const indices = task.test.subarray(0, examples);
    return { examples: task.dataset.test, indices, units: unitsOf(task, "test", indices) };
  });
  const taskOfPhase = tasks.map((task) => distinct.indexOf(task));
  return {
    inputs: tidy(() => tf.concat(parts.map((part) => inputTable(part.examples, part.indices)))),
    labels: tf.tensor1d(units, "int32"),
    heldOutInputs: tidy(() => tf.stack(heldOut.map((part) => inputTable(part.examples, part.indices))) as Tensor3D),
    heldOutLabels: tidy(() => tf.stack(heldOut.map((part) => tf.tensor1d(part.units, "int32"))) as Tensor2D),
    competing: distinct.every(({ competing }) => competing.length === outputs)
      ? null
      : tf.tensor2d(
          distinct.map(({ competing }) => Array.from({ length: outputs }, (_, unit) => competing.includes(unit))),
          [distinct.length, outputs],
          "bool",
        ),
    taskOfPhase,
    rowsOfPhase: taskOfPhase.map((task) => rowsOfTask[task] as Int32Array),
  };
}

/** Frees what `laneData` made. */
export function disposeLaneData({ inputs, labels, heldOutInputs, heldOutLabels, competing }: LaneData): void {
  tf.dispose([inputs, labels, heldOutInputs, heldOutLabels, ...(competing === null ? [] : [competing])]);
}
