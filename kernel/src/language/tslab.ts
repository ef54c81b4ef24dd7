/** The parts of tslab that this kernel stands on. Import them from here: they need our TypeScript to be there first. */
import "./typescript.js";

export { type Converter, type ConvertResult, createConverter } from "tslab/dist/converter.js";
export { createExecutor, type Executor } from "tslab/dist/executor.js";
export { printQuickInfo } from "tslab/dist/inspect.js";

/** Shows something; what tslab's own `display` calls. */
type WriteDisplay = (content: Record<string, unknown>, update: boolean | undefined) => void;

/** Has `import { display } from "tslab"` show things through `write`. */
export function routeTslabDisplay(write: WriteDisplay): void {
  const jupyter: { lastWriteDisplayData: WriteDisplay | null } = require("tslab/dist/jupyter");
  jupyter.lastWriteDisplayData = write;
}
