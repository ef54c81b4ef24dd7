import type { Scalar, Tensor } from "@tensorflow/tfjs";
import { TraceError } from "./errors.js";
import { registerFunction } from "./functions.js";
import { type Endpoint, Graph } from "./graph.js";
import { userLine } from "./source.js";
import { tf } from "./tensorflow.js";
import { type TracedInput, Tracer } from "./tracer.js";
import { flatten, leaves, mapTree, type TensorTree, type Tree, unflatten } from "./tree.js";

/** One step of a loop: from the carry and this step's input to the next carry and this step's output. */
export type ScanStep<Carry extends TensorTree, Input extends TensorTree, Output extends TensorTree> = (
  carry: Carry,
  input: Input,
) => [carry: Carry, output: Output];

/** Whether a loop goes on, a bool scalar. */
export type Unfinished<Carry extends TensorTree> = (carry: Carry) => Tensor;

/**
 * Records `scan` as a loop of TensorFlow's: a node of the outer function that calls two functions, body and condition.
 *
 * @param unfinished a bool scalar of the carry: the loop ends early after a step from where it is false
 */
export function traceLoop<Carry extends TensorTree, Output extends TensorTree>(
  outer: Tracer,
  step: ScanStep<Carry, TensorTree, Output>,
  carry: Carry,
  inputs: TensorTree | number,
  unfinished?: Unfinished<Carry>,
): [Carry, Output] {
  const length = lengthOf(inputs);
  if (length === 0) return noSteps(outer.title, step, carry, inputs);
  const body = new Tracer(outer.backend, outer.title);
  const initial: Endpoint[] = [];
  const state = (value: Tensor): Tensor => {
    initial.push(outer.endpointOf(value));
    return body.input(value);
  };
  return body.run(() => {
    const index = state(tf.scalar(0, "int32"));
    const limit = state(typeof length === "number" ? tf.scalar(length, "int32") : length);
    const first = leaves<Tensor>(carry);
    const current = unflatten(carry, first.map(state)) as Carry;
    const input = isLength(inputs) ? index : mapTree((leaf) => tf.gather(leaf, index), inputs);
    const [next, output] = takeStep(outer.title, step, current, input);

    const rows = leaves<Tensor>(output);
    const buffers = body.outside(() => rows.map((row) => emptyBuffer(outer.title, length, row)));
    const filled = rows.map((row, at) => writeRow(body, state(buffers[at] as Tensor), index, row));
    const goesOn = unfinished === undefined ? null : requireBoolean(outer.title, unfinished(next));
    const steps = goesOn === null ? limit : tf.mul(limit, tf.cast(goesOn, "int32"));
    const after = [tf.add(index, tf.scalar(1, "int32")), steps, ...leaves<Tensor>(next), ...filled];

    const node = outer.graph.whileLoop(
      ...register(body, after),
      [...body.inputs, ...body.captured].map((input) => input.dtype),
      [...initial, ...body.captured.map((input) => input.source as Endpoint)],
    );
    outer.addOrigin(node);
    const results = [...first, ...buffers].map((example, at) => outer.output(example, `${node}:${at + 2}`));
    return [
      unflatten(carry, results.slice(0, first.length)) as Carry,
      unflatten(output, results.slice(first.length)) as Output,
    ];
  });
}

/** What a loop of no steps gives: the carry as it is, and no rows of outputs. A step on zeros shows their shapes. */
export function noSteps<Carry extends TensorTree, Output extends TensorTree>(
  title: string,
  step: ScanStep<Carry, TensorTree, Output>,
  carry: Carry,
  inputs: TensorTree | number,
): [Carry, Output] {
  const zero = (leaf: Tensor) => tf.zeros(leaf.shape.slice(1), leaf.dtype);
  const [, output] = takeStep(title, step, carry, isLength(inputs) ? tf.scalar(0, "int32") : mapTree(zero, inputs));
  return [
    mapTree((leaf) => tf.clone(leaf), carry),
    mapTree((row) => tf.zeros([0, ...row.shape], row.dtype), output) as Output,
  ];
}

/** Registers the two functions of a loop; both take all of its values, and the body gives all of them back. */
function register(body: Tracer, after: readonly Tensor[]): [condition: string, body: string] {
  const { backend, callees } = body;
  const inputs = [...body.inputs, ...body.captured];
  const outputs = after.map((value) => body.passOn(body.endpointOf(value), backend.getDTypeInteger(value.dtype)));
  const constants = body.captured.map((input) => body.passOn(input.endpoint, input.dtype));

  const bodyName = body.register(body.definition("loop_body", [...outputs, ...constants]));
  callees.push(bodyName);
  const conditionName = addCondition(body, inputs);
  callees.push(conditionName);
  return [conditionName, bodyName];
}

/** index < limit, the first two values. */
function addCondition({ backend, graph: body }: Tracer, values: readonly TracedInput[]): string {
  const graph = new Graph(backend.binding, body);
  const inputs = values.map(({ dtype, shape }) => graph.placeholder(dtype, shape));
  const type = { name: "T", type: backend.binding.TF_ATTR_TYPE, value: backend.binding.TF_INT32 };
  const less = graph.op("Less", [type], inputs.slice(0, 2));
  const outputs = [`${less}:0`];
  const definition = { title: "loop_condition", graph: graph.serialize(), inputs, outputs, callees: [] };
  return registerFunction(backend.binding, definition);
}

function emptyBuffer(title: string, length: number | Scalar, row: Tensor): Tensor {
  if (typeof length !== "number") {
    throw new TraceError(
      `${title}: a scan whose length is a tensor has outputs at ${userLine()}: their number has to be ` +
        `known. Give the length as a number, or return no outputs.`,
    );
  }
  return tf.fill([length, ...row.shape], 0, row.dtype as "float32");
}

function writeRow({ backend }: Tracer, buffer: Tensor, index: Tensor, row: Tensor): Tensor {
  const type = (name: string, value: number) => ({ name, type: backend.binding.TF_ATTR_TYPE, value });
  return backend.executeSingleOutput(
    "TensorScatterUpdate",
    [type("T", backend.getDTypeInteger(row.dtype)), type("Tindices", backend.binding.TF_INT32)],
    [buffer, tf.reshape(index, [1, 1]), tf.reshape(row, [1, ...row.shape])],
  );
}

/** Whether the loop is given by its length alone. */
export function isLength(inputs: TensorTree | number): inputs is number | Scalar {
  return typeof inputs === "number" || (inputs instanceof tf.Tensor && inputs.rank === 0);
}

/**
 * The number of steps: the length itself, or the common first axis of the inputs.
 *
 * @throws Error where a length is no whole number, an input no tensor, or the inputs differ in their first axis
 */
export function lengthOf(inputs: TensorTree | number): number | Scalar {
  if (typeof inputs === "number" && !(Number.isInteger(inputs) && inputs >= 0)) {
    throw new RangeError(`scan: the length is ${inputs}; it has to be a whole number of steps, 0 or more.`);
  }
  if (inputs instanceof tf.Tensor && inputs.rank === 0 && inputs.dtype !== "int32") {
    throw new RangeError(`scan: the length is a ${inputs.dtype} scalar; give an int32 scalar.`);
  }
  if (isLength(inputs)) return inputs;
  requireTensors("scan", "inputs", inputs);
  const { leaves: tensors, paths } = flatten<Tensor>(inputs);
  const lengths = tensors.map((tensor) => tensor.shape[0]);
  const [length] = lengths;
  if (length === undefined || lengths.some((other) => other !== length)) {
    const given = paths.map((path, at) => `${path || "inputs"}: [${tensors[at]?.shape}]`).join(", ");
    throw new RangeError(`scan: the inputs have no common first axis (${given || "there are none"}).`);
  }
  return length;
}

/** One step, whose result has to be a carry like the one it got, and an output of tensors. */
export function takeStep<Carry extends TensorTree, Output extends TensorTree>(
  title: string,
  step: ScanStep<Carry, TensorTree, Output>,
  carry: Carry,
  input: TensorTree,
): [carry: Carry, output: Output] {
  const result: unknown = step(carry, input);
  if (!Array.isArray(result) || result.length !== 2) {
    throw new TraceError(`${title}: the step at ${userLine()} has to return two things, [carry, output].`);
  }
  const [next, output] = result as [Carry, Output];
  checkCarry(title, carry, next);
  requireTensors(title, "output", output);
  return [next, output];
}

/** @throws TraceError where a leaf of `tree` is no tensor */
export function requireTensors(title: string, name: string, tree: TensorTree): void {
  const { leaves: given, paths } = flatten<unknown>({ [name]: tree } as Tree<unknown>);
  const at = given.findIndex((leaf) => !(leaf instanceof tf.Tensor));
  if (at < 0) return;
  const found = given[at] === null ? "null" : typeof given[at];
  throw new TraceError(`${title}: ${paths[at]} is no tensor (${found}) at ${userLine()}. Give trees of tensors.`);
}

/** @throws TraceError where what says whether a loop goes on is no bool scalar */
export function requireBoolean(title: string, unfinished: Tensor): Tensor {
  if (unfinished instanceof tf.Tensor && unfinished.dtype === "bool" && unfinished.rank === 0) return unfinished;
  throw new TraceError(
    `${title}: what says whether the loop is unfinished is ${kind(unfinished)} at ${userLine()}; give a bool scalar.`,
  );
}

/** A step has to give the carry back with the structure, shapes and dtypes that it got. */
export function checkCarry(title: string, before: TensorTree, after: TensorTree): void {
  const [given, returned] = [flatten<Tensor>({ carry: before }), flatten<Tensor>({ carry: after })];
  const changed = given.paths.find((path, at) => {
    return returned.paths[at] !== path || kind(given.leaves[at]) !== kind(returned.leaves[at]);
  });
  if (changed === undefined && given.paths.length === returned.paths.length) return;
  const path = changed ?? (returned.paths[given.paths.length] as string);
  const [from, to] = [given, returned].map((flat) => kind(flat.leaves[flat.paths.indexOf(path)]));
  const change = from === to ? "came back in another place" : `went in as ${from} and came back as ${to}`;
  throw new TraceError(
    `${title}: the carry changed at ${userLine()}: ${path} ${change}. A step has to return the carry with the same ` +
      `structure, its keys in the same order, and the same shapes and dtypes.`,
  );
}

function kind(leaf: unknown): string {
  if (leaf instanceof tf.Tensor) return `${leaf.dtype}[${leaf.shape}]`;
  return leaf === undefined || leaf === null ? "nothing" : `no tensor (${typeof leaf})`;
}
