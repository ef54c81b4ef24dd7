import type { Tensor } from "@tensorflow/tfjs";
import type { NodeBackend, OpAttribute, OpResult } from "./binding.js";
import { discardCompiledProgram, keepCompiledProgram, takeCompiledProgram } from "./compiled.js";
import { explained, TraceError } from "./errors.js";
import { type FunctionDefinition, registerFunction, releaseFunction } from "./functions.js";
import { tf } from "./tensorflow.js";
import { Tracer } from "./tracer.js";
import { flatten, type Tree, unflatten } from "./tree.js";

/** XLA fuses ops and generates code for them; 'graph' runs TensorFlow's own kernels without going back to JavaScript. */
export const compilers = ["xla", "graph"] as const;
export type Compiler = (typeof compilers)[number];

/** What TensorFlow says where an op, or a shape that depends on values, is not for XLA. */
const NOT_FOR_XLA = /unsupported operations|at compile time|compile-time constant|unimplemented/i;

/** One registered TensorFlow function, made from a tfjs function for one combination of shapes, dtypes and constants. */
export class Program {
  private name: string;
  /** Null once it has run. */
  private definition: FunctionDefinition | null;
  private readonly callees: readonly string[];
  private readonly kept: readonly Tensor[];
  private readonly origins: ReadonlyMap<string, string>;
  private readonly outputs: number;
  private readonly structure: Tree<unknown>;
  private readonly attributes: readonly OpAttribute[];
  /** The first call, while it is under way. */
  private first: Promise<unknown> | null = null;
  private callsUnderWay = 0;
  private disposed = false;

  /**
   * @param run maps the tensors that stand for `examples` to a tree of tensors
   * @throws TraceError where `run` does what a compiled function cannot do
   */
  constructor(
    private readonly backend: NodeBackend,
    private readonly title: string,
    run: (inputs: Tensor[]) => Tree<Tensor>,
    examples: readonly Tensor[],
    compiler: Compiler | undefined,
  ) {
    const { binding } = backend;
    const tracer = new Tracer(backend, title);
    try {
      const { structure, endpoints } = tracer.run(() => {
        const result = run(examples.map((example) => tracer.input(example)));
        const { leaves, paths } = flatten<Tensor>(result);
        return {
          structure: structureOf(result),
          endpoints: leaves.map((leaf, index) => endpointOfResult(tracer, leaf, paths[index] as string)),
        };
      });
      this.structure = structure;
      this.outputs = endpoints.length;
      this.definition = tracer.definition(title, endpoints);
      this.name = tracer.register(this.definition);
    } catch (error) {
      tf.dispose(tracer.kept);
      for (const callee of tracer.callees) releaseFunction(binding, callee);
      throw error;
    }
    this.callees = tracer.callees;
    this.kept = tracer.kept;
    this.origins = tracer.origins;
    const chosen = compiler ?? preferredCompiler(tracer.ops, backend.isUsingGpuDevice);
    this.attributes = chosen === "xla" ? [{ name: "_XlaMustCompile", type: binding.TF_ATTR_BOOL, value: true }] : [];
  }

  /** Runs the function; the caller owns the tensors of the result. */
  call(args: readonly Tensor[]): Tree<Tensor> {
    const { binding } = this.backend;
    const ids = this.idsOf(args);
    const run = () => binding.executeOp(this.name, this.attributes, ids, this.outputs);
    try {
      const results = this.definition === null ? run() : this.compile(run, this.definition);
      this.definition = null;
      return this.resultOf(results);
    } catch (error) {
      throw this.explained(error as Error);
    }
  }

  /**
   * Runs the function on a thread of its own. `args` may be disposed meanwhile, and so may the program. Calls that come
   * while the first compiles begin after it, and the first itself may begin twice: both hold their arguments.
   */
  async callAside(args: readonly Tensor[]): Promise<Tree<Tensor>> {
    this.callsUnderWay += 1;
    const held = this.definition === null ? [] : args.map((arg) => tf.keep(tf.clone(arg)));
    try {
      while (this.first !== null) await this.first.catch(() => undefined);
      return this.resultOf(await this.beginAside(this.idsOf(held.length > 0 ? held : args)));
    } catch (error) {
      throw this.explained(error as Error);
    } finally {
      tf.dispose(held);
      this.callsUnderWay -= 1;
      if (this.disposed && this.callsUnderWay === 0) this.free();
    }
  }

  /** Frees the functions and the captured tensors, as soon as no call needs them. */
  dispose(): void {
    this.disposed = true;
    if (this.callsUnderWay === 0) this.free();
  }

  private free(): void {
    tf.dispose([...this.kept]);
    for (const name of [this.name, ...this.callees]) releaseFunction(this.backend.binding, name);
  }

  private idsOf(args: readonly Tensor[]): number[] {
    return this.backend.getInputTensorIds([...args, ...this.kept]);
  }

  private resultOf(results: readonly OpResult[]): Tree<Tensor> {
    return unflatten(
      this.structure,
      results.map((result) => this.backend.createOutputTensor(result)),
    );
  }

  private explained(error: Error): Error {
    const compilersFault = NOT_FOR_XLA.test(error.message);
    const hint = compilersFault ? ` Where XLA cannot compile an op, { compiler: "graph" } can run it.` : "";
    return explained(this.title, error, this.origins, hint);
  }

  /** The first call. */
  private compile(run: () => OpResult[], definition: FunctionDefinition): OpResult[] {
    const first = this.firstCall(definition);
    try {
      return first.over(run());
    } catch (error) {
      const discard = first.failed(error);
      const results = run();
      discard();
      return results;
    }
  }

  private async beginAside(ids: readonly number[]): Promise<OpResult[]> {
    const run = () => this.backend.binding.executeAside(this.name, this.attributes, ids, this.outputs);
    if (this.definition === null) return run();
    const first = this.compileAside(run, this.definition);
    this.first = first;
    try {
      const results = await first;
      this.definition = null;
      return results;
    } finally {
      this.first = null;
    }
  }

  /** The first call. */
  private async compileAside(run: () => Promise<OpResult[]>, definition: FunctionDefinition): Promise<OpResult[]> {
    const first = this.firstCall(definition);
    try {
      return first.over(await run());
    } catch (error) {
      const discard = first.failed(error);
      const results = await run();
      discard();
      return results;
    }
  }

  /**
   * Gives TensorFlow the program that was kept of the function, where there is one.
   *
   * @returns what is to be done when the first call is over: to keep what was compiled; or, where a kept program failed, to
   *   register the function anew for a second call, behind which the kept one is discarded
   */
  private firstCall(definition: FunctionDefinition) {
    const { binding } = this.backend;
    const taken = this.attributes.length > 0 && takeCompiledProgram(binding, this.name);
    const keep = () => {
      if (this.attributes.length > 0 && !taken) keepCompiledProgram(binding, this.name);
    };
    return {
      over(results: OpResult[]): OpResult[] {
        keep();
        return results;
      },
      failed: (error: unknown): (() => void) => {
        keep();
        if (!taken) throw error;
        const notLoaded = this.name;
        this.name = registerFunction(binding, { ...definition, title: `${definition.title} anew` });
        releaseFunction(binding, notLoaded);
        return () => discardCompiledProgram(notLoaded);
      },
    };
  }
}

/** Convolutions run 6 times faster as a plain graph on a CPU; everything else measured is faster under XLA. */
function preferredCompiler(ops: ReadonlySet<string>, onGpu: boolean): Compiler {
  return !onGpu && [...ops].some((op) => op.includes("Conv")) ? "graph" : "xla";
}

function endpointOfResult(tracer: Tracer, leaf: unknown, path: string): string {
  if (!(leaf instanceof tf.Tensor)) {
    const where = path === "" ? "the result" : `the result's ${path}`;
    throw new TraceError(`${tracer.title}: ${where} is ${describeLeaf(leaf)}, not a tensor. Return trees of tensors.`);
  }
  return tracer.passOn(tracer.endpointOf(leaf), tracer.backend.getDTypeInteger(leaf.dtype));
}

function describeLeaf(leaf: unknown): string {
  if (leaf instanceof Promise) leaf.catch(() => undefined);
  if (leaf instanceof Promise) return "a promise (the function is asynchronous)";
  return leaf === null ? "null" : `a ${typeof leaf}`;
}

function structureOf(tree: Tree<Tensor>): Tree<unknown> {
  return unflatten(
    tree,
    flatten(tree).leaves.map(() => null),
  );
}
