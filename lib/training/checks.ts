import type { Stream } from "../datasets/index.js";

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
