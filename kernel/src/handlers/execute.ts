import type { Kernel } from "../kernel.js";
import { toBundle } from "../output/bundle.js";
import { Cell } from "../output/cell.js";
import type { Content, Message } from "../protocol/message.js";

/** `execute_request`: runs a cell, shows its value or its error. */
export async function execute(kernel: Kernel, { header, content }: Message): Promise<Content> {
  const {
    code,
    silent = false,
    store_history = true,
  } = content as {
    code: string;
    silent?: boolean;
    store_history?: boolean;
  };
  if (store_history && !silent) kernel.executionCount += 1;
  const cell = new Cell(header, silent);
  return kernel.cells.run(cell, () => runCell(kernel, code, cell));
}

async function runCell(kernel: Kernel, code: string, cell: Cell): Promise<Content> {
  const execution_count = kernel.executionCount;
  kernel.cells.show("execute_input", { code, execution_count });
  if (kernel.warning) process.stderr.write(`${kernel.warning}\n`);
  kernel.warning = undefined;
  const error = await kernel.session.execute(code, `In [${execution_count}]`, async (value) => {
    kernel.cells.show("execute_result", { execution_count, data: await toBundle(value), metadata: {} });
  });
  if (!error) return { status: "ok", execution_count, user_expressions: {}, payload: [] };
  cell.abort.abort(new Error(`${error.ename}: ${error.evalue}`));
  kernel.cells.show("error", { ...error });
  return { status: "error", execution_count, ...error };
}
