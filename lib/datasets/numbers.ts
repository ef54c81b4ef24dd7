import type { Tensor } from "@tensorflow/tfjs";
import { inWords, isObject } from "../arguments/index.js";
import { tf } from "../engine/index.js";

/** The arrays of JavaScript whose entries are numbers. */
export type NumberArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint8ClampedArray
  | Uint16Array
  | Uint32Array;

/** A list of numbers, or a list of such lists, to any depth. */
export type NumberRows = readonly (number | NumberArray | NumberRows)[];

/** A DataFrame or a Series, as danfo.js has them. */
export interface Frame {
  readonly columns: readonly string[];
  readonly values: unknown;
}

/** Numbers in any of the forms that people have them in. */
export type Numbers = NumberRows | NumberArray | Tensor | Frame;

/** Numbers as one array; bytes stay bytes, all others are float32. */
export interface Block {
  readonly shape: readonly number[];
  readonly values: Uint8Array | Float32Array;
}

const remedy = "give a list of numbers, of rows of numbers, a typed array, a tensor or a DataFrame";

/**
 * A copy of numbers in whatever form.
 *
 * @throws TypeError where they are in none of the forms; RangeError where rows differ in length, or an entry is no finite
 *   float32, naming it
 */
export function blockOf(described: string, given: unknown): Block {
  if (given instanceof tf.Tensor) return ofTensor(described, given);
  if (isFrame(given)) {
    const name = ([row, column]: readonly number[]) =>
      column === undefined ? `${described}[${row}]` : `${described}, ${quoted(given, column)} of row ${row}`;
    return ofRows(described, given.values, name);
  }
  return ofRows(described, given, (place) => `${described}${place.map((at) => `[${at}]`).join("")}`);
}

export function isFrame(value: unknown): value is Frame {
  return isObject(value) && Array.isArray(value.columns) && Array.isArray(value.values);
}

export function isNumberArray(value: unknown): value is NumberArray {
  return (
    ArrayBuffer.isView(value) &&
    !(value instanceof DataView) &&
    !(value instanceof BigInt64Array || value instanceof BigUint64Array)
  );
}

function quoted({ columns }: Frame, column: number): string {
  return `column ${JSON.stringify(columns[column])}`;
}

function ofTensor(described: string, tensor: Tensor): Block {
  if (tensor.isDisposed || tensor.dtype === "string" || tensor.dtype === "complex64") {
    throw new TypeError(
      `${described}: got ${tensor.isDisposed ? inWords(tensor) : `a tensor of ${tensor.dtype}`}; give numbers.`,
    );
  }
  const nested = tensor.shape.length > 1 ? tensor.shape : [tensor.size];
  return { shape: nested, values: floats(tensor.dataSync(), (at) => `${described}, number ${at} of the tensor`) };
}

function ofRows(described: string, given: unknown, nameOf: (place: readonly number[]) => string): Block {
  const shape: number[] = [];
  let first = given;
  while (isList(first)) {
    shape.push(first.length);
    if (isNumberArray(first)) break;
    first = first[0];
  }
  if (shape.length === 0) throw new TypeError(`${described}: got ${inWords(given)}; ${remedy}.`);
  const bytes = isBytes(first);
  const length = shape.reduce((product, size) => product * size, 1);
  const values = bytes ? new Uint8Array(length) : new Float32Array(length);
  const place: number[] = [];
  let next = 0;
  const add = (rows: unknown, depth: number) => {
    const name = () => nameOf(place.slice(0, depth));
    if (!isList(rows)) throw new TypeError(`${name()}: got ${inWords(rows)}; give a list of numbers.`);
    if (rows.length !== shape[depth]) {
      throw new RangeError(`${name()} has length ${rows.length}; give ${shape[depth]}, as the first one has.`);
    }
    if (depth === shape.length - 1) {
      if (isBytes(rows) !== bytes)
        throw new TypeError(`${name()}: some rows are bytes, others not; give all as one kind.`);
      values.set(isBytes(rows) ? rows : floats(rows, (at) => nameOf([...place.slice(0, depth), at])), next);
      next += rows.length;
      return;
    }
    for (let at = 0; at < rows.length; at++) {
      place[depth] = at;
      add(rows[at], depth + 1);
    }
  };
  add(given, 0);
  return { shape, values };
}

function isList(value: unknown): value is NumberArray | readonly unknown[] {
  return Array.isArray(value) || isNumberArray(value);
}

function isBytes(value: unknown): value is Uint8Array | Uint8ClampedArray {
  return value instanceof Uint8Array || value instanceof Uint8ClampedArray;
}

function floats(values: ArrayLike<unknown>, nameOf: (at: number) => string): Float32Array {
  return Float32Array.from(values, (value, at) => {
    if (typeof value === "number" && Number.isFinite(Math.fround(value))) return value;
    throw new RangeError(`${nameOf(at)} is ${inWords(value)}; give a finite number.`);
  });
}
