/** Ends the process, which only the kernel itself may do. */
export const exit: typeof process.exit = process.exit.bind(process);

/** The error of a cell that calls for the end of the process. */
class ExitError extends Error {
  override name = "ExitError";
}

/** From now on, `process.exit` and `process.abort` end what calls them, not the kernel. */
export function keepProcess(): void {
  process.exit = (code) => {
    throw new ExitError(`process.exit(${code ?? ""}): a cell cannot end the kernel; shut it down or restart it`);
  };
  process.abort = () => {
    throw new ExitError("process.abort(): a cell cannot end the kernel; shut it down or restart it");
  };
}
