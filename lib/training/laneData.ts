import type { Tensor, Tensor2D } from "@tensorflow/tfjs";
import { inputTable, type Task } from "../datasets/index.js";
import { type Argument, leaves, type Tree, tf, tidy } from "../engine/index.js";
import type { SetPart } from "./checkpoints.js";
import { isRegression } from "./checks.js";
import { exampleTable, unitsOf } from "./exampleTable.js";
import { hardestFirst } from "./hardestFirst.js";
import { competingUnits, targetTable, taskExamples } from "./taskTensors.js";

/** The pieces that held-out examples are looked at in, after the first ones. */
export const PIECES = 9;

/** What lanes are trained on, on the device; T tasks, E held-out examples of each. */
export interface LaneData extends Record<string, Argument> {
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
  /** What checkpoints evaluate on, by name. */
  readonly sets: Readonly<Record<string, EvaluationTable>>;
}

/** An evaluation set on the device: of each of the T tasks, S = T, or the same for all, S = 1. */
export interface EvaluationTable extends Record<string, Tensor | undefined> {
  /** [S, E, features]. */
  readonly inputs: Tensor;
  /** [S, E], int32: output units; or [S, E, outputs], float32: targets. */
  readonly wanted: Tensor;
  /** [S, outputs], bool: the output units that compete; undefined where all do. */
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
 * @param sets what checkpoints evaluate on
 * @throws RangeError where `unitsOf` does
 */
export function placeTasks(
  tasks: readonly Task[],
  outputs: number,
  heldOut: number,
  sets: ReadonlyMap<string, readonly SetPart[]>,
): PlacedTasks {
  const { parts, units, rowsOfTask } = exampleTable(tasks, outputs);
  const data = tidy(() => {
    const ordered = tasks.map((task) => hardest(task, task.test.subarray(0, heldOut)));
    const hard = heldOut - PIECES * Math.floor(heldOut / (PIECES + 1));
    const part = (from: number, to: number) =>
      tasks.map((task, at) => taskExamples(task, "test", (ordered[at] as Int32Array).subarray(from, to), outputs));
    const [first, rest] = [part(0, hard), part(hard, heldOut)];
    return {
      inputs: tf.concat(parts.map((part) => inputTable(part.examples, part.indices))),
      targets: tasks.some(isRegression)
        ? tf.concat(parts.map(({ examples, indices }) => targetTable(examples, indices, outputs)))
        : tf.tensor1d(units, "int32"),
      hardInputs: tf.stack(first.map(({ inputs }) => inputs)),
      hardLabels: tf.stack(first.map(({ wanted }) => wanted)),
      restInputs: tf.stack(rest.map(({ inputs }) => inputs)),
      restLabels: tf.stack(rest.map(({ wanted }) => wanted)),
      competing: competingUnits(tasks, outputs),
      sets: Object.fromEntries([...sets].map(([name, parts]) => [name, evaluationTable(parts, outputs)])),
    } as LaneData;
  });
  return { data, rowsOfTask };
}

function evaluationTable(parts: readonly SetPart[], outputs: number): EvaluationTable {
  const examples = parts.map(({ task, part, indices }) => taskExamples(task, part, indices, outputs));
  return {
    inputs: tf.stack(examples.map(({ inputs }) => inputs)),
    wanted: tf.stack(examples.map(({ wanted }) => wanted)),
    competing: competingUnits(
      parts.map(({ task }) => task),
      outputs,
    ),
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
  tf.dispose(leaves<unknown>(data as Tree<unknown>).filter((leaf) => leaf instanceof tf.Tensor));
}
