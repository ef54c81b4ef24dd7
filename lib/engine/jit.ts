import type { Tensor } from "@tensorflow/tfjs";
import { type Compiler, compilers, Program } from "./program.js";
import { native, tf, tidy } from "./tensorflow.js";
import { Tracer } from "./tracer.js";
import { flatten, leaves, type Tree, unflatten } from "./tree.js";

/** What a compiled function takes: trees of tensors, and numbers, strings and booleans that become constants of it. */
export type Argument = Tree<Tensor | number | string | boolean | null | undefined>;

export interface JitOptions {
  /** Default: XLA, except for convolutions on a CPU. */
  readonly compiler?: Compiler;
  /**
   * Positions of the arguments that a call uses up: their tensors are disposed when its result is there. So a loop that gives
   * each call the state that the last one returned holds one state, however long it runs.
   */
  readonly donate?: readonly number[];
}

/** A compiled function. It is called like the function it was made from. */
export interface Jitted<Args extends readonly Argument[], Result> {
  (...args: Args): Result;
  /**
   * Frees its programs, functions and captured tensors alike; a later call compiles again. A function that is garbage frees
   * them by itself. TensorFlow's own memory is used again by the next programs, but it keeps what XLA has made of each until
   * the process ends, some 0.2 MB for a small one.
   */
  dispose(): void;
}

/** A function that needs more programs at a time has an argument that should not change. */
const MOST_PROGRAMS = 64;

/** After so many calls in a row that hold on to all states a loop is said to grow. */
const CALLS_THAT_GROW = 300;

const programsOfGarbage = new FinalizationRegistry(disposeAll);

let enabled = true;
/** Calls of functions that run op by op, one inside another. */
let callsOpByOp = 0;

/**
 * Compiles a tfjs function: its ops are recorded once for each combination of shapes, dtypes and constants, registered
 * as one TensorFlow function, and run in one call from then on.
 *
 * ```ts
 * const step = jit((params, x) => mapTree((p) => tf.mul(p, x), params), { donate: [0] });
 * for (const x of inputs) params = step(params, x);
 * ```
 *
 * `fn` has to be pure: it is called once per program. Tensors that it captures are held as they were then; numbers,
 * strings and booleans among the arguments are constants of the program, so that a new value compiles a new one (pass
 * a scalar tensor for a value that changes). Inside another compiled function, inside `tf.grad`, after `jit.disable()`
 * and on a machine without the native addon, `fn` itself runs, op by op.
 *
 * It has 64 programs at most. With one more, the program that was used least recently is freed, and a line on standard
 * error names the argument that keeps changing.
 *
 * @throws TraceError where `fn` reads a traced tensor on the host, draws random numbers or returns something else than
 *   tensors; an Error with TensorFlow's whole message, and the user's line where it names an op, where it does not compile
 */
export function jit<Args extends readonly Argument[], Result>(
  fn: (...args: Args) => Result,
  options: JitOptions = {},
): Jitted<Args, Result> {
  const programs = new Programs("jit", fn, options);
  const jitted = ((...args: Args): Result => {
    const [program, tensors] = programs.programFor(args);
    const result = program === null ? opByOp(fn, args) : (program.call(tensors) as Result);
    programs.useUp(args);
    if (program !== null) programs.watch(tensors, result);
    return result;
  }) as Jitted<Args, Result>;
  jitted.dispose = () => disposeAll(programs.bySignature);
  programsOfGarbage.register(jitted, programs.bySignature);
  return jitted;
}

/**
 * Compiles a tfjs function as `jit` does, and runs it on a thread of its own: a call gives a promise, and JavaScript goes on.
 * On a CPU a program uses one core, so that calls side by side, as many as there are cores, do not disturb each other.
 *
 * ```ts
 * const step = jitAsync((params, x) => mapTree((p) => tf.mul(p, x), params));
 * const results = await Promise.all(replicas.map((params) => step(params, x)));
 * ```
 *
 * Arguments may be disposed while the call is under way. Where `jit` would run `fn` op by op, this does, at once.
 *
 * @throws as `jit` does, by a rejected promise
 */
export function jitAsync<Args extends readonly Argument[], Result>(
  fn: (...args: Args) => Result,
  options: JitOptions = {},
): Jitted<Args, Promise<Result>> {
  const programs = new Programs("jitAsync", fn, options);
  const jitted = (async (...args: Args): Promise<Result> => {
    const [program, tensors] = programs.programFor(args);
    const result = program === null ? opByOp(fn, args) : ((await program.callAside(tensors)) as Result);
    programs.useUp(args);
    return result;
  }) as unknown as Jitted<Args, Promise<Result>>;
  jitted.dispose = () => disposeAll(programs.bySignature);
  programsOfGarbage.register(jitted, programs.bySignature);
  return jitted;
}

/** The programs of one function. */
class Programs<Args extends readonly Argument[], Result> {
  private readonly title: string;
  /** The one used last at the end. */
  readonly bySignature = new Map<string, Program>();
  private warned = false;
  /** The ids of the tensors that the last call returned, and one of those that it was given by the call before. */
  private returned: ReadonlySet<number> = new Set();
  private carried: Tensor | undefined;
  private growing = 0;

  constructor(
    name: string,
    private readonly fn: (...args: Args) => Result,
    private readonly options: JitOptions,
  ) {
    if (typeof fn !== "function") throw new TypeError(`${name}: there is no function to compile (${typeof fn}).`);
    this.title = `${name}(${fn.name || "function"})`;
    checkOptions(this.title, options);
  }

  /** The program for these arguments and the tensors among them; no program where the function is to run op by op. */
  programFor(args: Args): [Program | null, Tensor[]] {
    const { title, bySignature: programs } = this;
    const missing = this.options.donate?.find((position) => position >= args.length);
    if (missing !== undefined) {
      throw new TypeError(`${title}: donate names the argument at position ${missing}; the call gives ${args.length}.`);
    }
    const backend = native;
    if (backend === null || !enabled || isInside()) return [null, []];
    const given = flatten<unknown>(args as Tree<unknown>);
    const signatures = given.leaves.map((leaf, index) => signature(leaf, given.paths[index] as string, title));
    const key = JSON.stringify(unflatten(args as Tree<unknown>, signatures));
    const tensors = given.leaves.filter(isTensor);
    let program = programs.get(key);
    if (program === undefined) {
      const run = (inputs: Tensor[]) => {
        const remaining = inputs[Symbol.iterator]();
        const filled = given.leaves.map((leaf) => (isTensor(leaf) ? remaining.next().value : leaf));
        return this.fn(...(unflatten(args as Tree<unknown>, filled) as unknown as Args)) as Tree<Tensor>;
      };
      program = new Program(backend, title, run, tensors, this.options.compiler);
      if (programs.size === MOST_PROGRAMS) this.makeRoom(key);
    }
    programs.delete(key);
    programs.set(key, program);
    return [program, tensors];
  }

  /** Disposes the donated arguments; not inside another function, which may need them. */
  useUp(args: Args): void {
    if (isInside()) return;
    for (const position of this.options.donate ?? [])
      tf.dispose(leaves<unknown>(args[position] as Tree<unknown>).filter(isTensor));
  }

  /**
   * Says once that a loop grows: where call after call is given what the last one returned, and what that one was given is
   * still there.
   */
  watch(given: readonly Tensor[], result: Result): void {
    if (this.growing === CALLS_THAT_GROW) return;
    const carried = given.find(({ id }) => this.returned.has(id));
    const grows = carried !== undefined && this.carried?.isDisposed === false;
    this.growing = grows ? this.growing + 1 : 0;
    this.carried = carried;
    this.returned = new Set(leaves<Tensor>(result as Tree<Tensor>).map(({ id }) => id));
    if (this.growing !== CALLS_THAT_GROW) return;
    process.stderr.write(
      `momenta: ${this.title} has been given what it returned ${CALLS_THAT_GROW} times, and none of that was disposed: the loop needs ` +
        "more and more memory. jit(…, { donate: [0] }) disposes the first argument of each call when its result is there.\n",
    );
  }

  private makeRoom(key: string): void {
    if (!this.warned)
      process.stderr.write(`momenta: ${this.title} ${whatChanges([...this.bySignature.keys(), key])}\n`);
    this.warned = true;
    const [oldest] = this.bySignature.keys() as unknown as [string];
    this.bySignature.get(oldest)?.dispose();
    this.bySignature.delete(oldest);
  }
}

/** From now on compiled functions run op by op, so that a debugger stops in them and values can be read. */
jit.disable = (): void => {
  enabled = false;
};

/** Ends `jit.disable`. */
jit.enable = (): void => {
  enabled = true;
};

/** Whether what is called now is part of another function that is to be compiled, or of one that is differentiated. */
function isInside(): boolean {
  return callsOpByOp > 0 || Tracer.current !== null || tf.engine().state.gradientDepth > 0;
}

function opByOp<Args extends readonly Argument[], Result>(fn: (...args: Args) => Result, args: Args): Result {
  callsOpByOp += 1;
  try {
    return tidy(() => ownResult(fn(...args)));
  } finally {
    callsOpByOp -= 1;
  }
}

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
  const article = typeof leaf === "object" ? "an" : "a";
  throw new TypeError(
    `${title}: argument ${path} is ${article} ${typeof leaf}; arguments are trees of tensors, numbers, strings and booleans.`,
  );
}

function checkOptions(title: string, options: JitOptions): void {
  const unknown = Object.keys(options).find((name) => !["compiler", "donate"].includes(name));
  if (unknown !== undefined)
    throw new TypeError(`${title}: unknown option "${unknown}"; there are compiler and donate.`);
  const { compiler, donate = [] } = options;
  if (!Array.isArray(donate) || !donate.every((position) => Number.isInteger(position) && position >= 0)) {
    throw new TypeError(`${title}: donate is ${JSON.stringify(donate)}; give the positions of arguments, as [0].`);
  }
  if (compiler === undefined || compilers.includes(compiler)) return;
  throw new TypeError(
    `${title}: unknown compiler "${compiler}"; give "xla" or "graph", or nothing for the faster of them.`,
  );
}

/** Which argument differs most between signatures, and what to do about it. */
function whatChanges(signatures: readonly string[]): string {
  const seen = new Map<string, Set<string>>();
  for (const given of signatures) {
    const { leaves: kinds, paths } = flatten(JSON.parse(given) as Tree<string>);
    paths.forEach((path, at) => {
      seen.set(path, (seen.get(path) ?? new Set()).add(kinds[at] as string));
    });
  }
  const [path, kinds] = [...seen].sort(([, a], [, b]) => b.size - a.size)[0] as [string, Set<string>];
  const last = [...kinds].slice(-3);
  const [what, remedy] =
    kinds.size === 1
      ? ["the names in its arguments keep changing", "Give each call arguments of one structure."]
      : last.some((kind) => kind.includes("["))
        ? [`argument ${path} keeps changing its shape`, "Give it one shape, by padding for example."]
        : [`argument ${path} keeps changing`, "Pass a number that changes as a scalar tensor."];
  const examples = last.map((kind) => kind.replace(/^\w+:/, "")).join(", ");
  return (
    `has needed ${signatures.length} programs: ${what} (${examples}, …). ${remedy} ` +
    `The ${MOST_PROGRAMS} used last are kept, the others compiled again.`
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
