import type { Tensor } from "@tensorflow/tfjs";
import { type Compiler, Program } from "./program.js";
import { native, tf, tidy } from "./tensorflow.js";
import { Tracer } from "./tracer.js";
import { flatten, leaves, type Tree, unflatten } from "./tree.js";

/** What a compiled function takes: trees of tensors, and numbers, strings and booleans that become constants of it. */
export type Argument = Tree<Tensor | number | string | boolean | null | undefined>;

export interface JitOptions {
  /** Default: XLA, except for convolutions on a CPU. */
  readonly compiler?: Compiler;
}

/** A compiled function. It is called like the function it was made from. */
export interface Jitted<Args extends readonly Argument[], Result> {
  (...args: Args): Result;
  /** Frees its programs; a later call compiles again. A function that is garbage frees them by itself. */
  dispose(): void;
}

const programsOfGarbage = new FinalizationRegistry<Map<string, Program>>(disposeAll);

let enabled = true;

/**
 * Compiles a tfjs function: its ops are recorded once for each combination of shapes, dtypes and constants, registered
 * as one TensorFlow function, and run in one call from then on.
 *
 * ```ts
 * const step = jit((params, x) => mapTree((p) => tf.mul(p, x), params));
 * ```
 *
 * `fn` has to be pure: it is called once per program. Tensors that it captures are held as they were then; numbers,
 * strings and booleans among the arguments are constants of the program, so that a new value compiles a new one (pass
 * a scalar tensor for a value that changes). Inside another compiled function, inside `tf.grad`, after `jit.disable()`
 * and on a machine without the native addon, `fn` itself runs, op by op.
 *
 * @throws TraceError where `fn` reads a traced tensor on the host, draws random numbers or returns something else than
 *   tensors; an Error with TensorFlow's whole message, and the user's line where it names an op, where it does not compile
 */
export function jit<Args extends readonly Argument[], Result>(
  fn: (...args: Args) => Result,
  options: JitOptions = {},
): Jitted<Args, Result> {
  const title = `jit(${fn.name || "function"})`;
  const programs = new Map<string, Program>();
  const jitted = ((...args: Args): Result => {
    const backend = native;
    if (backend === null || !enabled || Tracer.current !== null || tf.engine().state.gradientDepth > 0) {
      return tidy(() => ownResult(fn(...args)));
    }
    const given = flatten<unknown>(args as Tree<unknown>);
    const signatures = given.leaves.map((leaf, index) => signature(leaf, given.paths[index] as string, title));
    const key = JSON.stringify(unflatten(args as Tree<unknown>, signatures));
    const tensors = given.leaves.filter(isTensor);
    let program = programs.get(key);
    if (program === undefined) {
      const run = (inputs: Tensor[]) => {
        const remaining = inputs[Symbol.iterator]();
        const filled = given.leaves.map((leaf) => (isTensor(leaf) ? remaining.next().value : leaf));
        return fn(...(unflatten(args as Tree<unknown>, filled) as unknown as Args)) as Tree<Tensor>;
      };
      program = new Program(backend, title, run, tensors, options.compiler);
      programs.set(key, program);
    }
    return program.call(tensors) as Result;
  }) as Jitted<Args, Result>;
  jitted.dispose = () => disposeAll(programs);
  programsOfGarbage.register(jitted, programs);
  return jitted;
}

/** From now on compiled functions run op by op, so that a debugger stops in them and values can be read. */
jit.disable = (): void => {
  enabled = false;
};

/** Ends `jit.disable`. */
jit.enable = (): void => {
  enabled = true;
};

function isTensor(leaf: unknown): leaf is Tensor {
  return leaf instanceof tf.Tensor;
}

function signature(leaf: unknown, path: string, title: string): string {
  if (isTensor(leaf)) {
    if (leaf.isDisposed) throw new Error(`${title}: argument ${path} is a tensor that was disposed before.`);
    return `${leaf.dtype}[${leaf.shape}]`;
  }
  if (leaf === null || ["number", "string", "boolean", "undefined"].includes(typeof leaf)) {
    return `${typeof leaf}:${Object.is(leaf, -0) ? "-0" : leaf}`;
  }
  throw new TypeError(
    `${title}: argument ${path} is a ${typeof leaf}; arguments are trees of tensors, numbers, strings and booleans.`,
  );
}

/** As a compiled function does, gives new tensors where `fn` returns an argument itself, or one tensor twice. */
function ownResult<Result>(result: Result): Result {
  const owned = leaves<unknown>(result as Tree<unknown>).map((leaf) => (isTensor(leaf) ? tf.clone(leaf) : leaf));
  return unflatten(result as Tree<unknown>, owned) as Result;
}

function disposeAll(programs: Map<string, Program>): void {
  for (const program of programs.values()) program.dispose();
  programs.clear();
}
