import type { Tensor } from "@tensorflow/tfjs";
import {
  callable,
  kind,
  oneOf,
  optional,
  requireArgument,
  requireOptions,
  type Schema,
} from "../../arguments/index.js";
import { type Dataset, type Task, wholeTask } from "../../datasets/index.js";
import { type TensorTree, tf, tidy } from "../../engine/index.js";
import { type Loss, type Model, softmaxCrossEntropy, squaredError } from "../../models/index.js";
import { described, isRegression } from "../checks.js";
import { logits } from "../logits.js";
import { lossTargets, modelLoss } from "../modelLoss.js";
import type { Trained } from "../run.js";
import { isDataset, isTask } from "../schema.js";
import { competingUnits, taskExamples } from "../taskTensors.js";
import { stacked } from "./modelParameters.js";

/** How a trained model does on examples. */
export interface Assessment {
  readonly examples: number;
  /** The mean over the examples; in nats where it is a cross-entropy. */
  readonly loss: number;
  /** The fraction of examples classified correctly; not there for regression. */
  readonly accuracy?: number;
  /** What each class is taken for; not there for regression. */
  readonly confusion?: ConfusionMatrix;
  /** Class by class; not there for regression. */
  readonly classes?: readonly ClassAssessment[];
}

/** `counts[i][j]`: how many examples of the unit `units[i]` are taken for those of `units[j]`. */
export interface ConfusionMatrix {
  /** The output units that compete: the classes, where a task has one unit for each. */
  readonly units: readonly number[];
  readonly counts: readonly (readonly number[])[];
}

/** How a model does on one class; NaN where nothing is divided by nothing. */
export interface ClassAssessment {
  readonly unit: number;
  readonly examples: number;
  /** Of the examples of the class the fraction that is recognized. */
  readonly recall: number;
  /** Of the examples taken for the class the fraction that is of it. */
  readonly precision: number;
}

export interface EvaluateOptions {
  /** The test examples where left out. */
  readonly part?: "train" | "test";
  /** Softmax cross-entropy where left out, squared error for regression. */
  readonly loss?: Loss;
}

const schema: Schema<EvaluateOptions> = {
  part: optional(oneOf("train", "test")),
  loss: optional(callable("softmaxCrossEntropy, squaredError, or a function of outputs and targets")),
};

const taskOrDataset = kind(
  "a task, as splitMnist([[1, 2]]).tasks[0], or a data set, as mnist()",
  (value) => isTask(value) || isDataset(value),
);

/** Examples that are evaluated at once. */
const BATCH = 500;

/**
 * Evaluates what was trained: loss, accuracy, confusion matrix, and recall and precision of each class.
 *
 * ```ts
 * const [run] = await train({ model, stream, …, parameters: true });
 * evaluate(model, run, stream.tasks[0]).accuracy;
 * ```
 *
 * @param trained a run, with its parameters after the last task, or parameters, as `run.parameters[0]` after the first
 * @param on a task, or a data set with all its classes
 * @throws RangeError where an argument is not what it may be, or there are no such examples
 */
export function evaluate<Params extends TensorTree>(
  model: Model<Params>,
  trained: Trained,
  on: Task | Dataset,
  options: EvaluateOptions = {},
): Assessment {
  requireArgument("evaluate", "what the model is evaluated on", on, taskOrDataset);
  requireOptions("evaluate", options, schema);
  const task = isTask(on) ? on : wholeTask(on.name, on);
  const { part = "test", loss = isRegression(task) ? squaredError : softmaxCrossEntropy } = options;
  const indices = task[part];
  if (indices.length === 0) {
    throw new RangeError(`evaluate: ${described(task)} has no ${part === "test" ? "test" : "training"} examples.`);
  }
  return tidy(() => {
    const params = stacked("evaluate", model, [trained]);
    const outputs = requireOutputs(model, params, task);
    const batches = Array.from({ length: Math.ceil(indices.length / BATCH) }, (_, at) => {
      const examples = taskExamples(task, part, indices.slice(at * BATCH, (at + 1) * BATCH), outputs);
      return tidy(() => ofBatch(model, params, task, loss, outputs, examples));
    });
    const mean = batches.reduce((sum, { loss: value, size }) => sum + value * size, 0) / indices.length;
    const assessment = { examples: indices.length, loss: mean };
    if (isRegression(task)) return assessment;
    return { ...assessment, ...classified(task, batches) };
  });
}

interface Batch {
  readonly size: number;
  readonly loss: number;
  /** Output units, none for regression. */
  readonly wanted: readonly number[];
  readonly found: readonly number[];
}

function ofBatch(
  model: Model,
  params: TensorTree,
  task: Task,
  loss: Loss,
  outputs: number,
  { inputs, wanted }: { inputs: Tensor; wanted: Tensor },
): Batch {
  const given = logits(model, params, tf.expandDims(inputs), tf.tensor1d([0], "int32"), {
    competing: competingUnits([task], outputs),
  });
  const value = modelLoss(loss, given, lossTargets(tf.expandDims(wanted), outputs)).dataSync()[0] as number;
  const units = (tensor: Tensor) => (isRegression(task) ? [] : [...tensor.dataSync()]);
  return { size: inputs.shape[0] as number, loss: value, wanted: units(wanted), found: units(tf.argMax(given, -1)) };
}

function classified({ competing }: Task, batches: readonly Batch[]): Partial<Assessment> {
  const place = new Map(competing.map((unit, at) => [unit, at]));
  const counts = competing.map(() => competing.map(() => 0));
  for (const { wanted, found } of batches) {
    wanted.forEach((unit, at) => {
      const row = counts[place.get(unit) as number] as number[];
      const column = place.get(found[at] as number) as number;
      row[column] = (row[column] as number) + 1;
    });
  }
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const right = competing.map((_, at) => counts[at]?.[at] as number);
  return {
    accuracy: sum(right) / sum(counts.flat()),
    confusion: { units: competing, counts },
    classes: competing.map((unit, at) => {
      const examples = sum(counts[at] as number[]);
      const takenFor = sum(counts.map((row) => row[at] as number));
      return { unit, examples, recall: (right[at] as number) / examples, precision: (right[at] as number) / takenFor };
    }),
  };
}

/**
 * The model's number of outputs.
 *
 * @throws RangeError where the task's classes or targets need others
 */
function requireOutputs(model: Model, params: TensorTree, task: Task): number {
  const { dataset, competing } = task;
  const example = tf.zeros([1, dataset.train.features]);
  const outputs = tidy(() => model.apply(params, example).shape.at(-1) as number);
  const needed = Math.max(...competing) + 1;
  if (isRegression(task) ? needed === outputs : needed <= outputs) return outputs;
  throw new RangeError(`evaluate: ${model.name} has ${outputs} outputs; ${described(task)} asks for ${needed}.`);
}
