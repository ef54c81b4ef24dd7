/** The contents of an idx file of bytes. */
export interface Idx {
  /** Size of each dimension, the slowest first. */
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

const UNSIGNED_BYTE = 0x08;

/**
 * Reads the idx format: two zero bytes, the type (8: unsigned byte), the number of dimensions;
 * then their sizes, each 32 bits, big-endian; then the data, row-major.
 *
 * Source: LeCun, Cortes, Burges, "The MNIST database of handwritten digits", section "File formats".
 *
 * @param bytes the whole file; the data returned is a view of it
 * @param file what errors call it
 * @throws Error where the first four bytes are not those of `dimensions` dimensions of bytes,
 *   or the file is shorter or longer than its header says
 */
export function parseIdx(bytes: Uint8Array, dimensions: number, file: string): Idx {
  const magic = hex(bytes.subarray(0, 4));
  const expected = hex(Uint8Array.of(0, 0, UNSIGNED_BYTE, dimensions));
  if (magic !== expected) {
    throw new Error(
      `${file} is no idx file of ${dimensions} dimensions: it starts with ${magic}, expected ${expected}.`,
    );
  }
  const header = 4 + 4 * dimensions;
  if (bytes.length < header) {
    throw new Error(`${file} ends within its header: it has ${bytes.length} bytes, the header alone ${header}.`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, header);
  const shape = Array.from({ length: dimensions }, (_, index) => view.getUint32(4 + 4 * index));
  const length = header + shape.reduce((product, size) => product * size, 1);
  if (bytes.length !== length) {
    const state = bytes.length < length ? "is truncated" : "has bytes left over";
    throw new Error(
      `${file} ${state}: its header (${shape.join(" × ")}) says ${length} bytes, it has ${bytes.length}.`,
    );
  }
  return { shape, data: bytes.subarray(header) };
}

function hex(bytes: Uint8Array): string {
  return `0x${Buffer.from(bytes).toString("hex")}`;
}
