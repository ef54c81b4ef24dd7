import { Readable } from "node:stream";
import type { Cell, Cells } from "../output/index.js";
import type { Input } from "./input.js";

/** A cell's `process.stdin`: asks for a line whenever somebody reads, as Node's `readline` does. */
class CellInput extends Readable {
  constructor(private readonly input: Input) {
    super();
  }

  override _read(): void {
    // Who got the line that he wanted has paused the stream by then.
    setImmediate(() => {
      if (this.isPaused()) this.once("resume", () => this._read());
      else
        this.input.ask().then(
          (line) => this.push(`${line}\n`),
          (error) => this.destroy(error),
        );
    });
  }
}

/** Each cell has a stdin of its own, so that one that was stopped while it read leaves nothing behind. */
export function installStdin(cells: Cells, input: Input): void {
  const streams = new WeakMap<Cell, CellInput>();
  const none = new CellInput(input);
  Object.defineProperty(process, "stdin", {
    configurable: true,
    get: () => {
      const cell = cells.current;
      if (!cell) return none;
      const stream = streams.get(cell) ?? new CellInput(input);
      streams.set(cell, stream);
      return stream;
    },
  });
}
