import type { Tensor } from "@tensorflow/tfjs";
import type { Binding, NodeBackend, OpAttribute, OpResult, OpValues } from "./binding.js";
import { explained, TraceError } from "./errors.js";
import { type FunctionDefinition, registerFunction } from "./functions.js";
import { type Endpoint, Graph, isUniform } from "./graph.js";
import { userLine } from "./source.js";
import { tf, tidy } from "./tensorflow.js";

/** An input of the function under construction. */
export interface TracedInput {
  readonly endpoint: Endpoint;
  readonly dtype: number;
  readonly shape: readonly number[];
}

/** An input for a tensor made elsewhere, with the endpoint of the same tensor in the outer function, if there is one. */
export interface CapturedInput extends TracedInput {
  readonly source: Endpoint | null;
}

interface Constant {
  readonly shape: readonly number[];
  readonly dtype: number;
  readonly values: OpValues;
}

/** Larger host arrays become inputs: a graph is no place for a data set. */
const LARGEST_CONSTANT = 16_384;

/** Ops that tfjs-node executes without an attribute that a graph needs: attribute → the input whose dtype it is. */
const UNSTATED_TYPES: Record<string, Record<string, number>> = { ExpandDims: { T: 0 } };

/**
 * Records the ops below tfjs while they are executed once on example values.
 *
 * A tensor that the recorded function did not make, and that is not one of its inputs, becomes a further input
 * (`captured`). Tracers nest: the body of a loop is recorded by a tracer of its own inside the outer function's.
 */
export class Tracer {
  static current: Tracer | null = null;

  readonly graph: Graph;
  readonly inputs: TracedInput[] = [];
  readonly captured: CapturedInput[] = [];
  /** Functions registered while recording, that the graph calls. */
  readonly callees: string[];
  /** Where each node comes from: what errors are reported with. */
  readonly origins: Map<string, string>;
  readonly ops: Set<string>;
  /** On the outermost tracer: holds the captured tensors, in order, whatever becomes of the originals. */
  readonly kept: Tensor[] = [];
  private readonly endpoints = new Map<number, Endpoint>();
  private readonly traced: Set<number>;
  private readonly constants: Map<number, Constant>;
  private readonly restores: (() => void)[] = [];

  constructor(
    readonly backend: NodeBackend,
    readonly title: string,
    readonly outer: Tracer | null = Tracer.current,
  ) {
    this.graph = new Graph(backend.binding, outer?.graph ?? null);
    this.origins = outer?.origins ?? new Map();
    this.callees = outer?.callees ?? [];
    this.ops = outer?.ops ?? new Set();
    this.traced = outer?.traced ?? new Set();
    this.constants = outer?.constants ?? new Map();
  }

  /** Runs `record` with this tracer listening. Tensors made on the way are disposed. */
  run<Result>(record: () => Result): Result {
    const listen = this.outer === null;
    Tracer.current = this;
    if (listen) this.listen();
    try {
      return tidy(record);
    } finally {
      Tracer.current = this.outer;
      if (listen) {
        for (const restore of this.restores) restore();
        freeTape();
      }
    }
  }

  /** What was recorded, as a function of the inputs and the captured tensors. */
  definition(title: string, outputs: readonly Endpoint[]): FunctionDefinition {
    const inputs = [...this.inputs, ...this.captured].map((input) => input.endpoint);
    return { title, graph: this.graph.serialize(), inputs, outputs, callees: this.callees };
  }

  /** @returns the name under which the function is registered */
  register(definition: FunctionDefinition): string {
    try {
      return registerFunction(this.backend.binding, definition);
    } catch (error) {
      throw explained(this.title, error as Error, this.origins);
    }
  }

  /** Runs `record` with the outer tracer listening. */
  outside<Result>(record: () => Result): Result {
    Tracer.current = this.outer;
    try {
      return record();
    } finally {
      Tracer.current = this;
    }
  }

  /** A new input with the dtype, shape and, while recording, the values of `example`. */
  input(example: Tensor): Tensor {
    const tensor = this.standIn(example);
    this.inputs.push(this.addInput(this.idOf(tensor), this.backend.getDTypeInteger(example.dtype), example.shape));
    return tensor;
  }

  /** A tensor like `example`, standing for an endpoint of the graph that was not recorded from an op. */
  output(example: Tensor, endpoint: Endpoint): Tensor {
    const tensor = this.standIn(example);
    this.endpoints.set(this.idOf(tensor), endpoint);
    return tensor;
  }

  /** Where in the graph a tensor's value is. */
  endpointOf(tensor: Tensor): Endpoint {
    return this.resolve(this.idOf(tensor), this.backend.getDTypeInteger(tensor.dtype), tensor.shape);
  }

  /** A node that passes a value on: what a function returns has to be a node of its own. */
  passOn(endpoint: Endpoint, dtype: number): Endpoint {
    const type = { name: "T", type: this.backend.binding.TF_ATTR_TYPE, value: dtype };
    return `${this.graph.op("Identity", [type], [endpoint])}:0`;
  }

  /** A node comes from the line that is running. */
  addOrigin(node: string): void {
    this.origins.set(node, userLine());
  }

  private idOf(tensor: Tensor): number {
    return this.backend.getInputTensorIds([tensor])[0] as number;
  }

  /** A fresh handle of the same values, so that one tensor passed twice is two inputs. */
  private standIn(example: Tensor): Tensor {
    const result = identity(this.idOf(example));
    this.traced.add(result.id);
    return this.backend.createOutputTensor(result);
  }

  private addInput(id: number, dtype: number, shape: readonly number[]): TracedInput {
    const input = { endpoint: this.graph.placeholder(dtype, shape), dtype, shape };
    this.endpoints.set(id, input.endpoint);
    return input;
  }

  private resolve(id: number, dtype: number, shape: readonly number[]): Endpoint {
    const known = this.endpoints.get(id);
    if (known !== undefined) return known;
    const constant = this.constants.get(id);
    if (constant !== undefined && isEmbeddable(constant.values)) {
      const endpoint = this.graph.constant(constant.dtype, constant.shape, constant.values);
      this.endpoints.set(id, endpoint);
      return endpoint;
    }
    const input = this.addInput(id, dtype, shape);
    if (this.outer === null) this.kept.push(tf.keep(this.backend.createOutputTensor(identity(id))));
    this.captured.push({ ...input, source: this.outer?.resolve(id, dtype, shape) ?? null });
    return input.endpoint;
  }

  private listen(): void {
    const { binding } = this.backend;
    native = { ...binding };
    this.replace(binding, "executeOp", (op, attributes, inputs, outputs) =>
      (Tracer.current as Tracer).record(op, attributes, inputs, outputs),
    );
    this.replace(binding, "createTensor", (shape, dtype, values) => {
      const id = native.createTensor(shape, dtype, values);
      this.constants.set(id, { shape, dtype, values });
      return id;
    });
    this.replace(binding, "tensorDataSync", (id) => {
      if (this.traced.has(id)) {
        throw new TraceError(
          `${this.title}: the values of a traced tensor are read on the host at ${userLine()}. ` +
            `A compiled function has no values while it is recorded: return the tensor and read it outside, ` +
            `or choose with tf.where instead of if.`,
        );
      }
      return native.tensorDataSync(id);
    });
    this.refuseAssignment();
    this.replace(Math, "random", () => {
      throw new TraceError(
        `${this.title}: randomness inside a compiled function at ${userLine()}. It would be drawn once, ` +
          `on the host, and be the same in every call: draw outside and pass the tensor as an argument.`,
      );
    });
  }

  /** What would happen while the function is recorded, and never again. */
  private refuseAssignment(): void {
    this.replace(tf.Variable.prototype, "assign", () => {
      throw new TraceError(
        `${this.title}: a variable is assigned inside a compiled function at ${userLine()}. It would be assigned once, ` +
          `while the function is recorded: return the new value and assign it outside.`,
      );
    });
  }

  private replace<Owner extends object, Name extends keyof Owner>(owner: Owner, name: Name, value: Owner[Name]): void {
    const original = owner[name];
    owner[name] = value;
    this.restores.push(() => {
      owner[name] = original;
    });
  }

  private record(op: string, attributes: readonly OpAttribute[], ids: readonly number[], outputs: number): OpResult[] {
    if (op === "Multinomial") {
      throw new TraceError(
        `${this.title}: randomness inside a compiled function at ${userLine()}. Draw outside and pass the tensor as an argument.`,
      );
    }
    const results = this.execute(op, attributes, ids, outputs);
    const inputs = ids.map((id) => this.endpoints.get(id) ?? this.resolveUnknown(id));
    const node = this.graph.op(op, [...attributes, ...this.unstated(op, attributes, ids)], inputs);
    this.addOrigin(node);
    this.ops.add(op);
    results.forEach((result, index) => {
      this.endpoints.set(result.id, `${node}:${index}`);
      this.traced.add(result.id);
    });
    return results;
  }

  private execute(op: string, attributes: readonly OpAttribute[], ids: readonly number[], outputs: number): OpResult[] {
    try {
      return native.executeOp(op, attributes, ids, outputs);
    } catch (error) {
      const line = userLine();
      throw new TraceError(`${this.title}: ${op} at ${line}: ${(error as Error).message}`, { cause: error });
    }
  }

  private resolveUnknown(id: number): Endpoint {
    const { dtype, shape } = this.constants.get(id) ?? describe(id);
    return this.resolve(id, dtype, shape);
  }

  private unstated(op: string, attributes: readonly OpAttribute[], ids: readonly number[]): OpAttribute[] {
    return Object.entries(UNSTATED_TYPES[op] ?? {})
      .filter(([name]) => !attributes.some((attribute) => attribute.name === name))
      .map(([name, input]) => ({
        name,
        type: this.backend.binding.TF_ATTR_TYPE,
        value: describe(ids[input] as number).dtype,
      }));
  }
}

/** A gradient whose function throws leaves behind what it saved for the way back. */
function freeTape(): void {
  const { state } = tf.engine();
  for (const { saved } of state.activeTape ?? []) tf.dispose(saved ?? []);
  state.activeTape = [];
}

function isEmbeddable(values: OpValues): values is Exclude<OpValues, Uint8Array[]> {
  return !Array.isArray(values) && (values.length <= LARGEST_CONSTANT || isUniform(values));
}

/** The addon's own methods while a tracer listens in their place. */
let native: Binding;

/** A second handle of the same values. */
function identity(id: number): OpResult {
  return native.executeOp("Identity", [], [id], 1)[0] as OpResult;
}

/** Shape and dtype of a tensor of which only the id is known. */
function describe(id: number): OpResult {
  const result = identity(id);
  native.deleteTensor(result.id);
  return result;
}
