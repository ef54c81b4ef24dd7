import type { Cells } from "./cell.js";

/**
 * Gives long computations a way to see that they were interrupted:
 * `globalThis[Symbol.for("Jupyter.signal")]` is the AbortSignal of the cell that the calling code belongs to.
 * Without it, an interrupt ends the cell but what the cell awaited would compute on.
 */
export function installSignal(cells: Cells): void {
  Object.defineProperty(globalThis, Symbol.for("Jupyter.signal"), { get: () => cells.current?.abort.signal });
}
