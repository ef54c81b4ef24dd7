import type { DataType, KernelBackend, Tensor, TensorInfo } from "@tensorflow/tfjs";

/** An attribute of an op as the addon takes it; `type` is one of the binding's TF_ATTR_ constants. */
export interface OpAttribute {
  readonly name: string;
  readonly type: number;
  readonly value: boolean | number | string | readonly number[];
}

/** What the addon tells of a tensor that an op made; `dtype` is one of the binding's TF_ constants. */
export interface OpResult {
  readonly id: number;
  readonly shape: number[];
  readonly dtype: number;
}

/** The values a tensor is made of; strings come as an array of byte arrays. */
export type OpValues = Float32Array | Int32Array | Uint8Array | Uint8Array[];

/** The native addon: tfjs-node's published methods, and those of `native/functions.cc` and `native/calls.h`. */
export interface Binding {
  createTensor(shape: number[], dtype: number, values: OpValues): number;
  deleteTensor(id: number): void;
  tensorDataSync(id: number): Float32Array | Int32Array | Uint8Array | Uint8Array[];
  executeOp(op: string, attributes: readonly OpAttribute[], inputs: readonly number[], outputs: number): OpResult[];
  addFunction(name: string, graph: Uint8Array, inputs: string[], outputs: string[], callees: string[]): void;
  removeFunction(name: string): void;
  startThreads(count: number): void;
  endThreads(): void;
  executeAside(
    op: string,
    attributes: readonly OpAttribute[],
    inputs: readonly number[],
    outputs: number,
  ): Promise<OpResult[]>;
  getNumOfTensors(): number;
  readonly TF_FLOAT: number;
  readonly TF_INT32: number;
  readonly TF_STRING: number;
  readonly TF_ATTR_STRING: number;
  readonly TF_ATTR_INT: number;
  readonly TF_ATTR_FLOAT: number;
  readonly TF_ATTR_BOOL: number;
  readonly TF_ATTR_TYPE: number;
  readonly TF_ATTR_SHAPE: number;
  readonly TF_Version: string;
}

/** tfjs-node's backend, as far as the engine reaches into it. */
export interface NodeBackend extends KernelBackend {
  binding: Binding;
  readonly isUsingGpuDevice: boolean;
  /** The tensors that it has, by `dataId`. */
  readonly tensorMap: { has(dataId: object): boolean };
  getDTypeInteger(dtype: DataType): number;
  getInputTensorIds(tensors: readonly TensorInfo[]): number[];
  createOutputTensor(result: OpResult): Tensor;
  executeSingleOutput(op: string, attributes: readonly OpAttribute[], inputs: readonly TensorInfo[]): Tensor;
  executeMultipleOutputs(
    op: string,
    attributes: readonly OpAttribute[],
    inputs: readonly TensorInfo[],
    outputs: number,
  ): Tensor[];
}
