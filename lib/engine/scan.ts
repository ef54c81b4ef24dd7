import type { Scalar, Tensor } from "@tensorflow/tfjs";
import { type Jitted, jit } from "./jit.js";
import {
  isLength,
  lengthOf,
  noSteps,
  requireBoolean,
  requireTensors,
  type ScanStep,
  takeStep,
  traceLoop,
  type Unfinished,
} from "./loop.js";
import { tf, tidy } from "./tensorflow.js";
import { Tracer } from "./tracer.js";
import { leaves, mapTree, type TensorTree } from "./tree.js";

/** By step, and by what ends the loop: the step itself where nothing does. */
// biome-ignore lint/suspicious/noExplicitAny: the keys are functions, whatever their types
const compiledScans = new WeakMap<ScanStep<any, any, any>, WeakMap<object, Jitted<any, any>>>();

/**
 * Runs `step` K times in one call of TensorFlow: carry₍ᵢ₊₁₎, outputᵢ = step(carryᵢ, inputᵢ).
 *
 * ```ts
 * const [params, losses] = scan((params, batch) => [next, loss], params, batches);
 * ```
 *
 * Outside of compiled functions the loop is compiled once for each `step` and `unfinished`: define them once, an arrow
 * written in the call is a new one every time.
 *
 * @param inputs a tree of tensors whose first axis is the step, [K, …]; or K itself, and the step's input is then its
 *   index as an int32 scalar. K as a scalar tensor is an argument of the compiled loop rather than a constant of it:
 *   one program for every K, without outputs.
 * @param unfinished a bool scalar of the carry: the loop ends after a step from where it is false, and the outputs of the
 *   steps that are left out are 0. The first step is always made.
 * @returns the last carry, and the outputs stacked along a new first axis [K, …]
 * @throws TraceError where the carry changes its structure, a shape or a dtype, naming the leaf and both
 */
export function scan<Carry extends TensorTree, Output extends TensorTree>(
  step: ScanStep<Carry, Scalar, Output>,
  carry: Carry,
  inputs: number | Scalar,
  unfinished?: Unfinished<Carry>,
): [carry: Carry, outputs: Output];
export function scan<Carry extends TensorTree, Input extends TensorTree, Output extends TensorTree>(
  step: ScanStep<Carry, Input, Output>,
  carry: Carry,
  inputs: Input,
  unfinished?: Unfinished<Carry>,
): [carry: Carry, outputs: Output];
export function scan<Carry extends TensorTree, Output extends TensorTree>(
  // biome-ignore lint/suspicious/noExplicitAny: the overloads say which input belongs to which step
  step: ScanStep<Carry, any, Output>,
  carry: Carry,
  inputs: TensorTree | number,
  unfinished?: Unfinished<Carry>,
): [carry: Carry, outputs: Output] {
  if (Tracer.current !== null) return loop(step, carry, inputs, unfinished);
  const ofStep = compiledScans.get(step) ?? new WeakMap();
  compiledScans.set(step, ofStep);
  let compiled = ofStep.get(unfinished ?? step);
  if (compiled === undefined) {
    const run = (first: Carry, over: TensorTree | number) => loop(step, first, over, unfinished);
    compiled = jit(Object.defineProperty(run, "name", { value: step.name || "scan" }));
    ofStep.set(unfinished ?? step, compiled);
  }
  return compiled(carry, inputs);
}

/** Where a function is being recorded, a loop of TensorFlow's; a gradient needs the steps themselves. */
function loop<Carry extends TensorTree, Output extends TensorTree>(
  step: ScanStep<Carry, TensorTree, Output>,
  carry: Carry,
  inputs: TensorTree | number,
  unfinished: Unfinished<Carry> | undefined,
): [Carry, Output] {
  requireTensors("scan", "carry", carry);
  const tracer = tf.engine().state.gradientDepth > 0 ? null : Tracer.current;
  return tracer === null
    ? loopOnHost(step, carry, inputs, unfinished)
    : traceLoop(tracer, step, carry, inputs, unfinished);
}

function loopOnHost<Carry extends TensorTree, Output extends TensorTree>(
  step: ScanStep<Carry, TensorTree, Output>,
  first: Carry,
  inputs: TensorTree | number,
  unfinished: Unfinished<Carry> = () => tf.scalar(true, "bool"),
): [Carry, Output] {
  const length = lengthOf(inputs);
  const steps = typeof length === "number" ? length : (length.dataSync()[0] as number);
  if (steps <= 0) return noSteps("scan", step, first, inputs);
  let carry = mapTree((leaf) => tf.clone(leaf), first);
  const outputs: Output[] = [];
  for (let index = 0; index < steps; index++) {
    const [next, output] = tidy(() => {
      const at = tf.scalar(index, "int32");
      const input = isLength(inputs) ? at : mapTree((leaf) => tf.gather(leaf, at), inputs);
      const result = takeStep("scan", step, carry, input);
      return mapTree((leaf) => tf.clone(leaf), result as unknown as TensorTree) as unknown as [Carry, Output];
    });
    tf.dispose(leaves<Tensor>(carry));
    carry = next;
    outputs.push(output);
    if (!tidy(() => requireBoolean("scan", unfinished(carry)).dataSync()[0])) break;
  }
  const [head, ...rest] = outputs as [Output, ...Output[]];
  while (rest.length < steps - 1) rest.push(mapTree((leaf) => tf.zerosLike(leaf), head));
  const stacked = mapTree((...column) => tf.stack(column), head, ...rest);
  tf.dispose([head, ...rest].flatMap((output) => leaves<Tensor>(output)));
  return [carry, stacked];
}
