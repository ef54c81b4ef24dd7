import type { Tensor, Tensor1D, Tensor2D } from "@tensorflow/tfjs";
import { inputTable, type Stream, type Task } from "../datasets/index.js";
import { tf, tidy } from "../engine/tensorflow.js";
import { exampleTable, unitsOf } from "./exampleTable.js";
import { hardestFirst } from "./hardestFirst.js";
import { PIECES } from "./heldOut.js";

/** What lanes are trained on, on the device; T tasks, E held-out examples of each. */
export interface LaneTensors extends Record<string, Tensor | undefined> {
  /** [N, features]: the training inputs of all tasks. */
  readonly inputs: Tensor;
  /** [N], int32: their output units. */
  readonly labels: Tensor;
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
export interface LaneData {
  readonly tensors: LaneTensors;
  /** For each of the T tasks the rows of `inputs` that it consists of. */
  readonly rowsOfTask: readonly Int32Array[];
}

/** How many training examples of a task the means are taken from that order its held-out examples. */
const FOR_MEANS = 2000;

/** @throws RangeError where a task has fewer held-out examples than are asked for */
export function requireHeldOut({ tasks }: Stream, examples: number): void {
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
 * Puts the examples of tasks on the device. The caller disposes the tensors.
 *
 * @param heldOut E, 0 where no held-out examples are needed
 * @throws RangeError where `unitsOf` does
 */
export function laneData(tasks: readonly Task[], outputs: number, heldOut: number): LaneData {
  const { parts, units, rowsOfTask } = exampleTable(tasks, outputs);
  const tensors = tidy(() => {
    const ordered = tasks.map((task) => hardest(task, task.test.subarray(0, heldOut)));
    const hard = heldOut - PIECES * Math.floor(heldOut / (PIECES + 1));
    const part = (from: number, to: number) =>
      tasks.map((task, at) => heldOutPart(task, (ordered[at] as Int32Array).subarray(from, to)));
    const [first, rest] = [part(0, hard), part(hard, heldOut)];
    return {
      inputs: tf.concat(parts.map((part) => inputTable(part.examples, part.indices))),
      labels: tf.tensor1d(units, "int32"),
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
    } as LaneTensors;
  });
  return { tensors, rowsOfTask };
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

/** Frees what `laneData` made. */
export function disposeLaneData({ tensors }: LaneData): void {
  tf.dispose(Object.values(tensors).filter((tensor) => tensor !== undefined) as Tensor1D[]);
}
