/** The signal that a notebook's kernel gives to the cell that runs, aborted when the cell is interrupted. */
export function interruption(): AbortSignal | undefined {
  return (globalThis as { [key: symbol]: unknown })[Symbol.for("Jupyter.signal")] as AbortSignal | undefined;
}
