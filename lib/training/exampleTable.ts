import type { Examples, Task } from "../datasets/index.js";
import { isRegression } from "./checks.js";

/** The training examples of some tasks as the rows of one table; an input that several tasks give the same unit is there once. */
export interface ExampleTable {
  /** Where the rows come from, part after part. */
  readonly parts: readonly { readonly examples: Examples; readonly indices: Int32Array }[];
  /** The output unit of each row; 0 where it has targets. */
  readonly units: Int32Array;
  /** For each task the rows of its examples, in their order. */
  readonly rowsOfTask: readonly Int32Array[];
}

/** The rows of one data set, while they are listed. */
class Part {
  readonly indices: number[] = [];
  readonly units: number[] = [];
  private readonly rowOf: Int32Array;

  constructor(
    readonly examples: Examples,
    private readonly outputs: number,
  ) {
    this.rowOf = new Int32Array(examples.count * outputs).fill(-1);
  }

  row(index: number, unit: number): number {
    const pair = index * this.outputs + unit;
    if (this.rowOf[pair] === -1) {
      this.rowOf[pair] = this.indices.length;
      this.indices.push(index);
      this.units.push(unit);
    }
    return this.rowOf[pair] as number;
  }
}

/** @throws RangeError where `unitsOf` does */
export function exampleTable(tasks: readonly Task[], outputs: number): ExampleTable {
  const parts = new Map<Examples, Part>();
  const partOf = tasks.map(({ dataset: { train } }) => {
    const part = parts.get(train) ?? new Part(train, outputs);
    parts.set(train, part);
    return part;
  });
  const rows = tasks.map((task, at) => {
    const part = partOf[at] as Part;
    const units = isRegression(task) ? new Int32Array(task.train.length) : unitsOf(task, "train", task.train);
    return task.train.map((index, place) => part.row(index, units[place] as number));
  });

  const start = new Map<Part, number>();
  let length = 0;
  for (const part of parts.values()) {
    start.set(part, length);
    length += part.indices.length;
  }
  return {
    parts: [...parts.values()].map(({ examples, indices }) => ({ examples, indices: Int32Array.from(indices) })),
    units: Int32Array.from([...parts.values()].flatMap(({ units }) => units)),
    rowsOfTask: rows.map((ofTask, at) => ofTask.map((row) => row + (start.get(partOf[at] as Part) as number))),
  };
}

/**
 * The output units of examples of a task.
 *
 * @throws RangeError where an example has none, or one that does not compete
 */
export function unitsOf({ name, dataset, unitOfClass, competing }: Task, part: "train" | "test", indices: Int32Array) {
  return indices.map((index) => {
    const label = dataset[part].labels[index] as number;
    const unit = unitOfClass[label] ?? -1;
    if (competing.includes(unit)) return unit;
    throw new RangeError(
      `task ${name} of ${dataset.name}: example ${index} is of class ${label}, whose output unit ${unit} does not compete.`,
    );
  });
}
