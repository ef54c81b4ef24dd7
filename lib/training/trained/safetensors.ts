/**
 * The format of safetensors (https://github.com/huggingface/safetensors, "Format"): eight bytes with the length of a header in
 * JSON, the header, and the numbers of all arrays, little-endian. Python's package of that name reads and writes it for numpy,
 * PyTorch and JAX.
 */

/** An array with a name. */
export interface NamedArray {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

interface Header {
  readonly [name: string]: {
    readonly dtype: string;
    readonly shape: readonly number[];
    readonly data_offsets: readonly [begin: number, end: number];
  };
}

const LENGTH_BYTES = 8;
/** Readers refuse longer headers. */
const MOST_HEADER_BYTES = 100e6;

/** How numbers of each type are read. */
const types: Readonly<Record<string, { readonly bytes: number; read(view: DataView, at: number): number }>> = {
  F32: { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
  F64: { bytes: 8, read: (view, at) => view.getFloat64(at, true) },
};

/** A file with these arrays. */
export function encode(arrays: readonly NamedArray[]): Buffer {
  let offset = 0;
  const entries = arrays.map(({ name, shape, values }) => {
    const begin = offset;
    offset += values.length * 4;
    return [name, { dtype: "F32", shape, data_offsets: [begin, offset] }] as const;
  });
  const text = JSON.stringify(Object.fromEntries(entries));
  // The numbers begin at a multiple of eight.
  const header = Buffer.from(text.padEnd(Math.ceil(text.length / LENGTH_BYTES) * LENGTH_BYTES));
  const file = Buffer.alloc(LENGTH_BYTES + header.length + offset);
  file.writeBigUInt64LE(BigInt(header.length));
  header.copy(file, LENGTH_BYTES);
  let at = LENGTH_BYTES + header.length;
  for (const { values } of arrays) {
    for (const value of values) at = file.writeFloatLE(value, at);
  }
  return file;
}

/** The arrays of a file. @throws Error where the bytes are no such file, or hold numbers of another type, saying what is wrong */
export function decode(bytes: Uint8Array): NamedArray[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length < LENGTH_BYTES ? Number.POSITIVE_INFINITY : Number(view.getBigUint64(0, true));
  const start = LENGTH_BYTES + length;
  if (length > MOST_HEADER_BYTES || start > bytes.length)
    throw new Error("it does not begin with the header of safetensors");
  const header = readHeader(bytes.subarray(LENGTH_BYTES, start));
  return Object.entries(header)
    .filter(([name]) => name !== "__metadata__")
    .map(
      ([
        name,
        {
          dtype,
          shape,
          data_offsets: [begin, end],
        },
      ]) => {
        const type = types[dtype];
        if (type === undefined) throw new Error(`${name} is of type ${dtype}; write it as float32 (F32)`);
        const size = shape.reduce((product, count) => product * count, 1);
        if (end - begin !== size * type.bytes || begin < 0 || start + end > bytes.length) {
          throw new Error(`the numbers of ${name} are not all there`);
        }
        const values = Float32Array.from({ length: size }, (_, at) => type.read(view, start + begin + at * type.bytes));
        return { name, shape, values };
      },
    );
}

function readHeader(bytes: Uint8Array): Header {
  try {
    return JSON.parse(Buffer.from(bytes).toString());
  } catch {
    throw new Error("its header is no JSON");
  }
}
