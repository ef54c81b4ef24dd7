import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Tensor } from "@tensorflow/tfjs";
import type { NodeBackend } from "./binding.js";
import { native, tf } from "./tensorflow.js";
import { flatten, leaves, type TensorTree } from "./tree.js";

assert.ok(native !== null, "these tests need TensorFlow's native addon: run npm run setup");
export const backend: NodeBackend = native;

/** The names of the functions that are registered now, and how many ever were. */
export const functions = { living: new Set<string>(), registered: 0 };

const { addFunction, removeFunction } = backend.binding;
backend.binding.addFunction = (name, ...rest) => {
  addFunction(name, ...rest);
  functions.living.add(name);
  functions.registered += 1;
};
backend.binding.removeFunction = (name) => {
  removeFunction(name);
  functions.living.delete(name);
};

/** How many functions `run` registers. */
export function registrations(run: () => unknown): number {
  const before = functions.registered;
  run();
  return functions.registered - before;
}

/** What could leak: tensors in tfjs' books, tensors in the addon, functions. */
export function holdings(): { tensors: number; native: number; functions: number } {
  return {
    tensors: tf.memory().numTensors,
    native: backend.binding.getNumOfTensors(),
    functions: functions.living.size,
  };
}

/** Same paths, dtypes and shapes, and |found − expected| ≤ tolerance · max(1, |expected|) everywhere. */
export function assertClose(found: TensorTree, expected: TensorTree, tolerance = 1e-6): void {
  const [a, b] = [flatten<Tensor>(found), flatten<Tensor>(expected)];
  const kinds = ({ leaves, paths }: typeof a) => leaves.map((leaf, at) => `${paths[at]}: ${leaf.dtype}[${leaf.shape}]`);
  assert.deepEqual(kinds(a), kinds(b));
  a.leaves.forEach((leaf, at) => {
    const expectedValues = (b.leaves[at] as Tensor).dataSync();
    leaf.dataSync().forEach((value, index) => {
      const wanted = expectedValues[index] as number;
      const near = Object.is(value, wanted) || Math.abs(value - wanted) <= tolerance * Math.max(1, Math.abs(wanted));
      assert.ok(near, `${a.paths[at]} at ${index}: ${value}, expected ${wanted}`);
    });
  });
}

/** The values of all leaves, one list. */
export function values(tree: TensorTree): number[] {
  return leaves<Tensor>(tree).flatMap((leaf) => [...leaf.dataSync()]);
}

/** Reproducible values in [−1, 1). */
export function pattern(shape: number[], seed = 1): Tensor {
  return tf.tidy(() => tf.randomUniform(shape, -1, 1, "float32", seed));
}

/** "/…/name.test.ts:12:": where in the source of a compiled test file a piece of text stands. */
export function sourceLine(compiled: string, text: string): string {
  const file = compiled.replace("/dist/", "/").replace(/\.js$/, ".ts");
  const line = readFileSync(file, "utf8")
    .split("\n")
    .findIndex((candidate) => candidate.includes(text));
  assert.ok(line >= 0, `${file} has no ${text}`);
  return `${file}:${line + 1}:`;
}

/** What `run` throws. */
export function thrown(run: () => unknown): Error {
  try {
    run();
  } catch (error) {
    return error as Error;
  }
  assert.fail("nothing was thrown");
}
