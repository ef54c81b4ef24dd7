import type { Kernel } from "../kernel.js";
import { Cell, type MimeBundle, toBundle } from "../output/index.js";
import type { Content, Message } from "../protocol/index.js";

/** `execute_request`: runs a cell, shows its value or its error. */
export async function execute(kernel: Kernel, { header, content }: Message): Promise<Content> {
  const {
    code,
    silent = false,
    store_history = true,
    allow_stdin = false,
    user_expressions = {},
  } = content as {
    code: string;
    silent?: boolean;
    store_history?: boolean;
    allow_stdin?: boolean;
    user_expressions?: Record<string, string>;
  };
  const isKept = store_history && !silent;
  if (isKept) kernel.executionCount += 1;
  const cell = new Cell(header, silent, allow_stdin);
  return kernel.cells.run(cell, async () => {
    let result: string | null = null;
    const reply = await runCell(kernel, code, cell, (bundle) => {
      result = String(bundle["text/plain"] ?? "");
    });
    if (reply.status === "ok") reply.user_expressions = await evaluateAll(kernel, user_expressions);
    cell.ended = true;
    if (isKept) kernel.history.add(kernel.executionCount, code, result);
    return reply;
  });
}

async function runCell(
  kernel: Kernel,
  code: string,
  cell: Cell,
  onResult: (bundle: MimeBundle) => void,
): Promise<Content> {
  const execution_count = kernel.executionCount;
  kernel.cells.show("execute_input", { code, execution_count });
  if (kernel.warning) process.stderr.write(`${kernel.warning}\n`);
  kernel.warning = undefined;
  const error = await kernel.session.execute(code, `In [${execution_count}]`, async (value) => {
    // What the cell displayed comes before its result, and may yet fail.
    const data = isNothing(value) ? undefined : await toBundle(value);
    await cell.settle();
    if (!data || cell.abort.signal.aborted) return;
    onResult(data);
    kernel.cells.show("execute_result", { execution_count, data, metadata: {} });
  });
  if (!error) return { status: "ok", execution_count, payload: cell.payload };
  cell.abort.abort(new Error(`${error.ename}: ${error.evalue}`));
  kernel.cells.show("error", { ...error });
  return { status: "error", execution_count, ...error };
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}

/** The values of `user_expressions`, each with a status of its own. */
async function evaluateAll(kernel: Kernel, expressions: Record<string, string>): Promise<Content> {
  const values: [string, Content][] = [];
  for (const [name, expression] of Object.entries(expressions))
    values.push([name, await evaluate(kernel, name, expression)]);
  return Object.fromEntries(values);
}

async function evaluate({ session }: Kernel, name: string, expression: string): Promise<Content> {
  let data: MimeBundle = {};
  // In brackets it is a value, even if it is undefined, and can be nothing but an expression.
  const error = await session.execute(`[(${expression}\n)]`, name, async (value) => {
    data = await toBundle(await (value as [unknown])[0]);
  });
  return error ? { status: "error", ...error } : { status: "ok", data, metadata: {} };
}
