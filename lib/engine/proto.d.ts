/** The messages of TensorFlow's GraphDef that tfjs-node ships without types, as far as they are used here. */
declare module "@tensorflow/tfjs-node-gpu/dist/proto/api_pb.js" {
  class Dim {
    setSize(size: number): void;
  }
  export class TensorShape {
    static Dim: typeof Dim;
    setDimList(dims: Dim[]): void;
  }
  export class Tensor {
    setDtype(dtype: number): void;
    setTensorShape(shape: TensorShape): void;
    setTensorContent(content: Uint8Array): void;
    setFloatValList(values: number[]): void;
    setIntValList(values: number[]): void;
    setBoolValList(values: boolean[]): void;
  }
  class ListValue {
    setIList(values: number[]): void;
    setTypeList(values: number[]): void;
  }
  export class NameAttrList {
    setName(name: string): void;
  }
  export class AttrValue {
    static ListValue: typeof ListValue;
    setS(value: Uint8Array): void;
    setI(value: number): void;
    setF(value: number): void;
    setB(value: boolean): void;
    setType(value: number): void;
    setShape(value: TensorShape): void;
    setTensor(value: Tensor): void;
    setList(value: ListValue): void;
    setFunc(value: NameAttrList): void;
  }
  export class NodeDef {
    setName(name: string): void;
    setOp(op: string): void;
    setInputList(inputs: string[]): void;
    getAttrMap(): Map<string, AttrValue>;
  }
  export class GraphDef {
    addNode(node: NodeDef): void;
    serializeBinary(): Uint8Array;
  }
}
