import type { Tensor, Tensor1D, Tensor2D } from "@tensorflow/tfjs";
import { type Examples, inputTable, type Task } from "../datasets/index.js";
import { tf, tidy } from "../engine/index.js";
import { isRegression } from "./checks.js";
import { exampleTable, unitsOf } from "./exampleTable.js";
import { hardestFirst } from "./hardestFirst.js";

/** The pieces that held-out examples are looked at in, after the first ones. */
export const PIECES = 9;

/** What lanes are trained on, on the device; T tasks, E held-out examples of each. */
export interface LaneData extends Record<string, Tensor | undefined> {
  /** [N, features]: the training inputs of all tasks. */
  readonly inputs: Tensor;
  /** [N], int32: their output units; or [N, outputs], float32: their targets. */
  readonly targets: Tensor;
  /** [T, H, features]: the hardest tenth of the held-out examples, and what is left over where the others are in pieces. */
  readonly hardInputs: Tensor;
  /** [T, H], int32. */
  readonly hardLabels: Tensor;
  /** [T, E − H, features]: the others, hardest first, a multiple of `PIECES` of each task. */
  readonly restInputs: Tensor;
  /** [T, E − H], int32. */
  readonly restLabels: Tensor;
  /** [T, outputs], bool: the output units that compete in each task; undefined where all do in every one. */
  readonly competing: Tensor | undefined;
}

/** The tasks of some streams on the device. */
export interface PlacedTasks {
  readonly data: LaneData;
  /** For each of the T tasks the rows of `inputs` that it consists of. */
  readonly rowsOfTask: readonly Int32Array[];
}

/** How many training examples of a task the means are taken from that order its held-out examples. */
const FOR_MEANS = 2000;

/**
 * Puts the examples of tasks on the device. The caller disposes the tensors.
 *
 * @param heldOut E, 0 where no held-out examples are needed
 * @throws RangeError where `unitsOf` does
 */
export function placeTasks(tasks: readonly Task[], outputs: number, heldOut: number): PlacedTasks {
  const { parts, units, rowsOfTask } = exampleTable(tasks, outputs);
  const data = tidy(() => {
    const ordered = tasks.map((task) => hardest(task, task.test.subarray(0, heldOut)));
    const hard = heldOut - PIECES * Math.floor(heldOut / (PIECES + 1));
    const part = (from: number, to: number) =>
      tasks.map((task, at) => heldOutPart(task, (ordered[at] as Int32Array).subarray(from, to)));
    const [first, rest] = [part(0, hard), part(hard, heldOut)];
    return {
      inputs: tf.concat(parts.map((part) => inputTable(part.examples, part.indices))),
      targets: tasks.some(isRegression)
        ? tf.concat(parts.map(({ examples, indices }) => targetTable(examples, indices)))
        : tf.tensor1d(units, "int32"),
      hardInputs: tf.stack(first.map(({ inputs }) => inputs)),
      hardLabels: tf.stack(first.map(({ labels }) => labels)),
      restInputs: tf.stack(rest.map(({ inputs }) => inputs)),
      restLabels: tf.stack(rest.map(({ labels }) => labels)),
      competing: tasks.every(({ competing }) => competing.length === outputs)
        ? undefined
        : tf.tensor2d(
            tasks.map(({ competing }) => Array.from({ length: outputs }, (_, unit) => competing.includes(unit))),
            [tasks.length, outputs],
            "bool",
          ),
    } as LaneData;
  });
  return { data, rowsOfTask };
}

/** The targets of some examples, [indices.length, outputs]. */
function targetTable({ targets = new Float32Array(0), count }: Examples, indices: Int32Array): Tensor2D {
  return tf.gather(tf.tensor2d(targets, [count, targets.length / count]), indices) as Tensor2D;
}

function heldOutPart(task: Task, indices: Int32Array): { inputs: Tensor; labels: Tensor } {
  return {
    inputs: inputTable(task.dataset.test, indices),
    labels: tf.tensor1d(unitsOf(task, "test", indices), "int32"),
  };
}

/** Examples of a task, hardest first. */
function hardest(task: Task, held: Int32Array): Int32Array {
  if (held.length === 0) return held;
  const examples = (part: "train" | "test", indices: Int32Array) => ({
    inputs: inputTable(task.dataset[part], indices) as Tensor2D,
    classes: unitsOf(task, part, indices),
  });
  const order = hardestFirst(examples("train", task.train.subarray(0, FOR_MEANS)), examples("test", held));
  return order.map((place) => held[place] as number);
}

/** Frees what `placeTasks` made. */
export function disposeTasks({ data }: PlacedTasks): void {
  tf.dispose(Object.values(data).filter((tensor) => tensor !== undefined) as Tensor1D[]);
}
