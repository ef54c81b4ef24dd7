import { readFileSync } from "node:fs";
import type { Tensor } from "@tensorflow/tfjs";
import writeFileAtomic from "write-file-atomic";
import { requireArgument, text } from "../../arguments/index.js";
import { flatten, type TensorTree, tidy, unflatten } from "../../engine/index.js";
import type { Model } from "../../models/index.js";
import type { ParameterValues, Trained } from "../run.js";
import { model as modelKind } from "../schema.js";
import { ParameterArray } from "./parameterArray.js";
import { parametersOf } from "./parametersOf.js";
import { decode, encode, type NamedArray } from "./safetensors.js";

/**
 * Writes the parameters of a run to a file that PyTorch, JAX and numpy read with the package safetensors. Each array has the
 * name of its path, as `layer1.kernel`; the kernel of a dense layer is [inputs, outputs], the transpose of PyTorch's, its bias
 * [1, outputs].
 *
 * ```ts
 * const [run] = await train({ model, …, parameters: true });
 * saveParameters("digits.safetensors", run);
 * ```
 *
 * The file is there as a whole or not at all.
 *
 * @throws RangeError where the parameters are none; the system's error where the file cannot be written
 */
export function saveParameters(file: string, trained: Trained): void {
  requireArgument("saveParameters", "file", file, text);
  const { leaves, paths } = flatten<ParameterArray>(parametersOf("saveParameters", trained));
  writeFileAtomic.sync(
    file,
    encode(leaves.map((values, at) => ({ name: paths[at] as string, shape: values.shape, values }))),
  );
}

/**
 * Reads the parameters of a model from a file that `saveParameters`, or Python's safetensors, has written.
 *
 * ```ts
 * const parameters = loadParameters("digits.safetensors", mlp([784, 100, 10]));
 * ```
 *
 * @throws Error where the file cannot be read, is none of that format, or has not exactly the model's parameters, naming the
 *   first that is missing, too many, or of another shape
 */
export function loadParameters<Params extends TensorTree>(file: string, model: Model<Params>): ParameterValues {
  requireArgument("loadParameters", "file", file, text);
  requireArgument("loadParameters", "model", model, modelKind);
  const given = read(file);
  const arrays = new Map(given.map((array) => [array.name, array]));
  const { structure, shapes } = layout(model);
  const values = [...shapes].map(([name, shape]) => {
    const found = arrays.get(name);
    if (found === undefined) throw new Error(`${file} has no ${name}, which ${model.name} has; ${inWords(given)}.`);
    arrays.delete(name);
    if (found.shape.join() === shape.join()) return new ParameterArray(found.values, shape);
    throw new Error(
      `${file}: ${name} has shape [${found.shape.join(", ")}]; ${model.name} has one of [${shape.join(", ")}].`,
    );
  });
  if (arrays.size === 0) return unflatten(structure, values);
  throw new Error(`${file} has parameters that ${model.name} has not: ${[...arrays.keys()].join(", ")}.`);
}

function read(file: string): NamedArray[] {
  const bytes = readFileSync(file);
  try {
    return decode(bytes);
  } catch (error) {
    throw new Error(`${file} cannot be read as safetensors: ${(error as Error).message}.`);
  }
}

function inWords(arrays: readonly NamedArray[]): string {
  return arrays.length === 0 ? "it is empty" : `it has ${arrays.map(({ name }) => name).join(", ")}`;
}

/** The tree of a model's parameters, and the shape of each by its path, without the replica axis. */
function layout(model: Model): { structure: TensorTree; shapes: ReadonlyMap<string, readonly number[]> } {
  return tidy(() => {
    const structure = model.init([1]);
    const { leaves, paths } = flatten<Tensor>(structure);
    return { structure, shapes: new Map(leaves.map(({ shape: [, ...shape] }, at) => [paths[at] as string, shape])) };
  });
}
