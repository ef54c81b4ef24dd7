import { createHash } from "node:crypto";
import type { Json } from "../configuration/index.js";
import type { Examples, Stream, Task } from "../datasets/index.js";
import type { Checkpoints } from "./checkpoints.js";

const known = new WeakMap<object, string>();

/** What determines a stream, down to the last byte of its examples. */
export function streamDeterminants({ tasks, outputs }: Stream): Json {
  return { outputs, tasks: tasks.map(taskDeterminants) };
}

/** What determines checkpoints: of the task that is being learned, the stream says the rest. */
export function checkpointDeterminants({ every, at, sets, examples }: Checkpoints): Json {
  return {
    schedule: every ?? at ?? null,
    examples: examples ?? null,
    sets: Object.fromEntries(
      Object.entries(sets).map(([name, set]) => [name, typeof set === "string" ? set : taskDeterminants(set)]),
    ),
  };
}

function taskDeterminants(task: Task): Json {
  const { name, dataset, unitOfClass, competing } = task;
  return {
    name,
    dataset: dataset.name,
    examples: `${examplesHash(dataset.train)}${examplesHash(dataset.test)}`,
    chosen: hash(task, task.train, task.test, Int32Array.from(unitOfClass), Int32Array.from(competing)),
  };
}

function examplesHash(examples: Examples): string {
  const { inputs, labels, targets } = examples;
  return hash(examples, inputs, labels, ...(targets === undefined ? [] : [targets]));
}

/** 48 bits of the SHA-256 of arrays that belong to an object, which does not change. */
function hash(owner: object, ...arrays: readonly (Uint8Array | Float32Array | Int32Array)[]): string {
  const there = known.get(owner);
  if (there !== undefined) return there;
  const sum = createHash("sha256");
  for (const { buffer, byteOffset, byteLength } of arrays) {
    sum.update(`${byteLength} `).update(new Uint8Array(buffer, byteOffset, byteLength));
  }
  const found = sum.digest("hex").slice(0, 12);
  known.set(owner, found);
  return found;
}
