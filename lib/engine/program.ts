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
    const ids = this.backend.getInputTensorIds([...args, ...this.kept]);
    const results = this.execute(ids);
    return unflatten(
      this.structure,
      results.map((result) => this.backend.createOutputTensor(result)),
    );
  }

  /** Frees the functions and the captured tensors. */
  dispose(): void {
    tf.dispose([...this.kept]);
    for (const name of [this.name, ...this.callees]) releaseFunction(this.backend.binding, name);
  }

  private execute(ids: readonly number[]): OpResult[] {
    const { binding } = this.backend;
    const run = () => binding.executeOp(this.name, this.attributes, ids, this.outputs);
    try {
      if (this.definition === null) return run();
      const results = this.attributes.length === 0 ? run() : this.compile(run, this.definition);
      this.definition = null;
      return results;
    } catch (error) {
      const compilersFault = NOT_FOR_XLA.test((error as Error).message);
      const hint = compilersFault ? ` Where XLA cannot compile an op, { compiler: "graph" } can run it.` : "";
      throw explained(this.title, error as Error, this.origins, hint);
    }
  }

  /** The first run: with the program that was kept of the function, or else one to keep. */
  private compile(run: () => OpResult[], definition: FunctionDefinition): OpResult[] {
    const { binding } = this.backend;
    const taken = takeCompiledProgram(binding, this.name);
    try {
      const results = run();
      if (!taken) keepCompiledProgram(binding, this.name);
      return results;
    } catch (error) {
      if (!taken) throw error;
    }
    const notLoaded = this.name;
    this.name = registerFunction(binding, { ...definition, title: `${definition.title} anew` });
    releaseFunction(binding, notLoaded);
    const results = run();
    discardCompiledProgram(notLoaded);
    return results;
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
