import type { Tensor, Tensor2D } from "@tensorflow/tfjs";
import { type Examples, inputTable, type Task } from "../datasets/index.js";
import { tf } from "../engine/index.js";
import { isRegression } from "./checks.js";
import { unitsOf } from "./exampleTable.js";

/** The targets of some examples, [indices.length, outputs]. */
export function targetTable(examples: Examples, indices: Int32Array, outputs: number): Tensor2D {
  const { targets = new Float32Array(0) } = examples;
  return inputTable({ ...examples, inputs: targets, features: outputs }, indices);
}

/**
 * Examples of a task: `inputs` [E, features], and what is wanted for them, units [E], int32, or targets [E, outputs].
 *
 * @throws RangeError where `unitsOf` does
 */
export function taskExamples(
  task: Task,
  part: "train" | "test",
  indices: Int32Array,
  outputs: number,
): { inputs: Tensor2D; wanted: Tensor } {
  const examples = task.dataset[part];
  return {
    inputs: inputTable(examples, indices),
    wanted: isRegression(task)
      ? targetTable(examples, indices, outputs)
      : tf.tensor1d(unitsOf(task, part, indices), "int32"),
  };
}

/** [T, outputs], bool: the output units that compete in each task; undefined where all do in every one. */
export function competingUnits(tasks: readonly Task[], outputs: number): Tensor2D | undefined {
  if (tasks.every(({ competing }) => competing.length === outputs)) return undefined;
  return tf.tensor2d(
    tasks.map(({ competing }) => Array.from({ length: outputs }, (_, unit) => competing.includes(unit))),
    [tasks.length, outputs],
    "bool",
  );
}
