import type { Stream, Task } from "../datasets/index.js";
import { type Loss, softmaxCrossEntropy } from "../models/index.js";
import type { Ewc } from "./continualLearning.js";

/** @throws RangeError where a task has fewer held-out examples than `asking` needs */
export function requireHeldOut({ tasks }: Stream, examples: number, asking: string): void {
  for (const task of tasks) {
    const { length } = task.test;
    if (length >= examples) continue;
    const remedy = length > 0 && examples > 1 ? `; give it as many, as heldOutAccuracy(0.95, ${length})` : "";
    throw new RangeError(
      `${asking} asks for ${examples} held-out examples; ${described(task)} has ${length}${remedy}.`,
    );
  }
}

/** @throws RangeError where a batch is larger than a task, and an example would be in it twice */
export function requireBatch(batchSize: number, { tasks }: Stream): void {
  const small = tasks.find(({ train }) => train.length < batchSize);
  if (small === undefined) return;
  throw new RangeError(
    `train: batchSize is ${batchSize}, and ${described(small)} has ${small.train.length} training examples; give at most as many.`,
  );
}

/**
 * @throws RangeError where there is no task, or one has no training examples, inputs of another size than the first, a unit
 *   that is not there, or targets of another number than the stream has outputs
 */
export function requireTasks({ tasks, outputs }: Stream): void {
  const [first] = tasks;
  if (first === undefined) throw new RangeError("the stream has no task; give at least one.");
  const { features } = first.dataset.train;
  for (const task of tasks) {
    const { dataset, train, competing } = task;
    if (train.length === 0) throw new RangeError(`${described(task)} has no training examples.`);
    if (dataset.train.features !== features) {
      throw new RangeError(
        `${described(task)} has inputs of ${dataset.train.features} numbers, the first task of ${features}; give inputs of one size.`,
      );
    }
    if (competing.some((unit) => !(unit >= 0 && unit < outputs))) {
      throw new RangeError(
        `${described(task)}: units [${competing.join(", ")}] compete; the stream has ${outputs} outputs.`,
      );
    }
    const { targets, count } = dataset.train;
    if (targets !== undefined && targets.length !== count * outputs) {
      throw new RangeError(
        `${described(task)} has ${targets.length} targets; ${count} examples of ${outputs} outputs have ${count * outputs}.`,
      );
    }
  }
}

/**
 * @param loss the option, undefined where left out
 * @throws RangeError where it is left out for tasks of regression, or is not softmax cross-entropy where some
 *   units do not compete
 */
export function requireLoss(loss: Loss | undefined, { tasks, outputs }: Stream): void {
  for (const task of tasks) {
    if (loss === undefined && isRegression(task)) {
      throw new RangeError(`loss is left out, and ${described(task)} is one of regression; give one, as squaredError.`);
    }
    if (loss !== undefined && loss !== softmaxCrossEntropy && task.competing.length < outputs) {
      throw new RangeError(
        `loss is ${loss.name || "a function"}, and in ${described(task)} ${task.competing.length} of ${outputs} units compete; ` +
          "give tasks in which all compete, or softmaxCrossEntropy.",
      );
    }
  }
}

/** @throws RangeError where what needs classes is asked of tasks of regression */
export function requireClasses({ tasks }: Stream, what: string): void {
  const task = tasks.find(isRegression);
  if (task === undefined) return;
  throw new RangeError(`${what} needs classes, and ${described(task)} has targets; leave it out, or use fixedUpdates.`);
}

/** @throws RangeError where the loss is not the negative log-likelihood of labels, or a task has fewer examples than F is to be of */
export function requireFisher({ examples }: Ewc, loss: Loss, { tasks }: Stream): void {
  if (loss !== softmaxCrossEntropy) {
    throw new RangeError(
      `train: ewc needs a log-likelihood, and loss is ${loss.name || "a function"}; give softmaxCrossEntropy, or leave out one of the two.`,
    );
  }
  const small = tasks.find(({ train }) => train.length < examples);
  if (small === undefined) return;
  throw new RangeError(
    `train: ewc asks for ${examples} examples, and ${described(small)} has ${small.train.length} to train on; give at most as many.`,
  );
}

/** @throws RangeError where only some tasks have targets */
export function requireOneKind(tasks: readonly Task[]): void {
  const of = (regression: boolean) => tasks.find((task) => isRegression(task) === regression);
  const [targets, classes] = [of(true), of(false)];
  if (targets === undefined || classes === undefined) return;
  throw new RangeError(`${described(targets)} has targets, ${described(classes)} classes; give tasks of one kind.`);
}

/** Whether a task is one of regression. */
export function isRegression({ dataset }: Task): boolean {
  return dataset.train.targets !== undefined;
}

/** What errors call a task. */
export function described({ name, dataset }: Task): string {
  return `task ${name} of ${dataset.name}`;
}
