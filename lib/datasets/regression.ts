import { requireFinite, requireList } from "./check.js";
import type { Dataset, Examples } from "./dataset.js";
import { type Stream, wholeTask } from "./task.js";

/** Inputs and what the outputs are to be for them, one row of numbers for each example. */
export interface RegressionExamples {
  readonly inputs: readonly (readonly number[])[];
  readonly targets: readonly (readonly number[])[];
}

/**
 * A task of regression, as a stream of its own: a model learns to give the targets, by `squaredError` for one.
 *
 * ```ts
 * const stream = regression("line", { inputs: [[0], [1], [2]], targets: [[1], [3], [5]] });
 * const runs = await train({ stream, loss: squaredError, model: linear(1, 1), … });
 * ```
 *
 * Several tasks in turn are `{ ...first, tasks: [...first.tasks, ...second.tasks] }`.
 *
 * @param test examples to evaluate on; none where left out
 * @throws RangeError where there is no example, the rows of inputs or of targets differ in length or number, or
 *   one holds what is no finite number; TypeError where they are no lists
 */
export function regression(name: string, train: RegressionExamples, test?: RegressionExamples): Stream {
  for (const [part, given] of Object.entries({ train, ...(test && { test }) })) {
    requireList(`regression ${name}: inputs of ${part}`, given?.inputs, "rows of numbers");
    requireList(`regression ${name}: targets of ${part}`, given?.targets, "rows of numbers");
  }
  const [features, outputs] = [train.inputs[0]?.length ?? 0, train.targets[0]?.length ?? 0];
  const examples = (part: string, { inputs, targets }: RegressionExamples): Examples => {
    if (inputs.length !== targets.length) {
      throw new RangeError(
        `regression ${name}: ${part} has ${inputs.length} inputs and ${targets.length} targets; give as many of both.`,
      );
    }
    return {
      count: inputs.length,
      shape: [features],
      features,
      inputs: rows(`${name}: inputs of ${part}`, inputs, features),
      labels: new Uint8Array(inputs.length),
      targets: rows(`${name}: targets of ${part}`, targets, outputs),
    };
  };
  const dataset: Dataset = {
    name,
    classes: 0,
    train: examples("train", train),
    test: examples("test", test ?? { inputs: [], targets: [] }),
  };
  const competing = Array.from({ length: outputs }, (_, unit) => unit);
  return { tasks: [{ ...wholeTask(name, dataset), competing }], outputs };
}

function rows(described: string, given: readonly (readonly number[])[], width: number): Float32Array {
  given.forEach((row, at) => {
    requireList(`regression ${described}, row ${at}`, row, "numbers");
  });
  if (width === 0) throw new RangeError(`regression ${described} have no numbers; give at least one to an example.`);
  const odd = given.findIndex((row) => row.length !== width);
  if (odd >= 0) {
    throw new RangeError(
      `regression ${described} have ${given[odd]?.length} numbers in row ${odd}; give ${width}, as the first of train has.`,
    );
  }
  given.forEach((row, at) => {
    row.forEach((value, place) => {
      requireFinite(`regression ${described}, number ${place} of row ${at},`, value);
    });
  });
  return Float32Array.from(given.flat());
}
