import { StringDecoder } from "node:string_decoder";
import type { Cells } from "./cell.js";

/** From now on, what is written to stdout and stderr appears under the cell that writes it. */
export function redirectStreams(cells: Cells): void {
  for (const name of ["stdout", "stderr"] as const) {
    const decoder = new StringDecoder();
    const write = (
      chunk: Uint8Array | string,
      encodingOrDone?: BufferEncoding | ((error?: Error | null) => void),
      done?: (error?: Error | null) => void,
    ): boolean => {
      const text = typeof chunk === "string" ? chunk : decoder.write(Buffer.from(chunk));
      if (text !== "") cells.show("stream", { name, text });
      const callback = typeof encodingOrDone === "function" ? encodingOrDone : done;
      if (callback) process.nextTick(callback);
      return true;
    };
    process[name].write = write;
  }
}
