import * as proto from "@tensorflow/tfjs-node-gpu/dist/proto/api_pb.js";
import type { Binding, OpAttribute, OpValues } from "./binding.js";

/** "node:index": an output of a node of the graph. */
export type Endpoint = string;

/** A GraphDef under construction, written with the messages that tfjs-node ships. */
export class Graph {
  private readonly definition = new proto.GraphDef();
  /** Shared with the graphs that call this one: a node's name says which node it is among all of them. */
  private readonly count: { nodes: number };

  constructor(
    private readonly binding: Binding,
    outer: Graph | null,
  ) {
    this.count = outer?.count ?? { nodes: 0 };
  }

  /** An input of the function that the graph becomes. */
  placeholder(dtype: number, shape: readonly number[]): Endpoint {
    return this.add("Placeholder", [], { dtype: typeValue(dtype), shape: shapeValue(shape) });
  }

  /** A constant; its values are copied. */
  constant(dtype: number, shape: readonly number[], values: Exclude<OpValues, Uint8Array[]>): Endpoint {
    const tensor = new proto.Tensor();
    tensor.setDtype(dtype);
    tensor.setTensorShape(shapeMessage(shape));
    if (isUniform(values)) setRepeatedValue(tensor, values);
    else tensor.setTensorContent(Uint8Array.from(new Uint8Array(values.buffer, values.byteOffset, values.byteLength)));
    const value = new proto.AttrValue();
    value.setTensor(tensor);
    return this.add("Const", [], { dtype: typeValue(dtype), value });
  }

  /** An op as the addon executes it. Returns the node's name; its outputs are `name:0`, `name:1`, … */
  op(op: string, attributes: readonly OpAttribute[], inputs: readonly Endpoint[]): string {
    const values = attributes.map((attribute) => [attribute.name, attributeValue(this.binding, attribute)] as const);
    return this.add(op, inputs, Object.fromEntries(values)).slice(0, -2);
  }

  /** A loop: `body` maps the values to the next ones while `condition` holds. Returns the node's name. */
  whileLoop(condition: string, body: string, dtypes: number[], inputs: readonly Endpoint[]): string {
    const T = new proto.AttrValue();
    const list = new proto.AttrValue.ListValue();
    list.setTypeList(dtypes);
    T.setList(list);
    const attributes = { T, cond: functionValue(condition), body: functionValue(body) };
    return this.add("StatelessWhile", inputs, attributes).slice(0, -2);
  }

  serialize(): Uint8Array {
    return this.definition.serializeBinary();
  }

  private add(op: string, inputs: readonly Endpoint[], attributes: Record<string, proto.AttrValue>): Endpoint {
    const node = new proto.NodeDef();
    const name = `n${this.count.nodes++}_${op}`;
    node.setName(name);
    node.setOp(op);
    node.setInputList([...inputs]);
    for (const [key, value] of Object.entries(attributes)) node.getAttrMap().set(key, value);
    this.definition.addNode(node);
    return `${name}:0`;
  }
}

/** Whether one value stands at every place. */
export function isUniform(values: Exclude<OpValues, Uint8Array[]>): boolean {
  const [first] = values;
  return values.length > 1 && values.every((value: number) => Object.is(value, first));
}

/** A tensor message with fewer values than places repeats the last one. */
function setRepeatedValue(tensor: proto.Tensor, values: Exclude<OpValues, Uint8Array[]>): void {
  const repeated = [values[0] as number];
  if (values instanceof Float32Array) tensor.setFloatValList(repeated);
  else if (values instanceof Int32Array) tensor.setIntValList(repeated);
  else tensor.setBoolValList([values[0] !== 0]);
}

function attributeValue(binding: Binding, { name, type, value }: OpAttribute): proto.AttrValue {
  const message = new proto.AttrValue();
  switch (type) {
    case binding.TF_ATTR_STRING:
      message.setS(Buffer.from(value as string));
      return message;
    case binding.TF_ATTR_INT:
      if (Array.isArray(value)) {
        const list = new proto.AttrValue.ListValue();
        list.setIList(value);
        message.setList(list);
      } else {
        message.setI(value as number);
      }
      return message;
    case binding.TF_ATTR_FLOAT:
      message.setF(value as number);
      return message;
    case binding.TF_ATTR_BOOL:
      message.setB(value as boolean);
      return message;
    case binding.TF_ATTR_TYPE:
      return typeValue(value as number);
    case binding.TF_ATTR_SHAPE:
      return shapeValue(value as number[]);
    default:
      throw new Error(`the attribute ${name} has a type (${type}) that a compiled function cannot hold`);
  }
}

function typeValue(dtype: number): proto.AttrValue {
  const message = new proto.AttrValue();
  message.setType(dtype);
  return message;
}

function shapeValue(shape: readonly number[]): proto.AttrValue {
  const message = new proto.AttrValue();
  message.setShape(shapeMessage(shape));
  return message;
}

function functionValue(name: string): proto.AttrValue {
  const reference = new proto.NameAttrList();
  reference.setName(name);
  const message = new proto.AttrValue();
  message.setFunc(reference);
  return message;
}

function shapeMessage(shape: readonly number[]): proto.TensorShape {
  const message = new proto.TensorShape();
  message.setDimList(
    shape.map((size) => {
      const dim = new proto.TensorShape.Dim();
      dim.setSize(size);
      return dim;
    }),
  );
  return message;
}
