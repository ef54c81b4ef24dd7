import { StringDecoder } from "node:string_decoder";
import type { Cell, Cells } from "./cell.js";

type Done = (error?: Error | null) => void;

/** From now on, what is written to stdout and stderr appears under the cell that writes it. */
export function redirectStreams(cells: Cells): void {
  for (const name of ["stdout", "stderr"] as const) {
    const decoderOf = decoders();
    const write = (chunk: Uint8Array | string, encodingOrDone?: BufferEncoding | Done, done?: Done): boolean => {
      const [encoding, callback] =
        typeof encodingOrDone === "function" ? [undefined, encodingOrDone] : [encodingOrDone, done];
      const text = decoderOf(cells.current).write(bytesOf(chunk, encoding));
      if (text !== "") cells.show("stream", { name, text });
      if (callback) process.nextTick(callback);
      return true;
    };
    process[name].write = write;
  }
}

/** For each cell a decoder of its own, which keeps the first bytes of a character until the others are written. */
function decoders(): (cell: Cell | undefined) => StringDecoder {
  const known = new WeakMap<Cell, StringDecoder>();
  const ofNobody = new StringDecoder();
  return (cell) => {
    if (!cell) return ofNobody;
    const decoder = known.get(cell) ?? new StringDecoder();
    known.set(cell, decoder);
    return decoder;
  };
}

/** What Node would write; refuses what Node refuses. */
function bytesOf(chunk: unknown, encoding: BufferEncoding | undefined): Buffer {
  if (typeof chunk === "string") return Buffer.from(chunk, encoding);
  if (ArrayBuffer.isView(chunk)) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const error = new TypeError(
    `write: what is written has to be a string or bytes, as in a Buffer; got ${typeof chunk}`,
  );
  throw Object.assign(error, { code: "ERR_INVALID_ARG_TYPE" });
}
