import type { Interruption } from "../interruption.js";
import type { ErrorContent } from "../protocol/message.js";
import { describeDiagnostics } from "./diagnostics.js";
import type { Source } from "./source.js";
import { describeError } from "./traceback.js";
import {
  type Converter,
  type ConvertResult,
  createConverter,
  createExecutor,
  type Executor,
  printQuickInfo,
} from "./tslab.js";
import { takeLocator } from "./typescript.js";

/** What can stand at the cursor; `start` and `end` delimit what it replaces. Offsets in UTF-16 units. */
export interface Completion {
  matches: string[];
  start: number;
  end: number;
}

/** The symbol of the global function that a cell's code runs in; see `Interruption.run`. */
const RUN = "momenta.run";

/** The cell that runs, and what tslab said about it. */
interface Running {
  label: string;
  code: string;
  diagnostics: ConvertResult["diagnostics"];
  value: unknown;
  thrown: unknown;
  stop: Stop;
}

/** The way to end a cell from outside: what it awaits is raced with a promise that can be rejected. */
class Stop {
  readonly promise: Promise<never>;
  #reject: (reason: unknown) => void = () => {};
  /** What the cell was stopped with, if it was. */
  reason: { error: unknown } | undefined;

  constructor() {
    this.promise = new Promise((_, reject) => {
      this.#reject = reject;
    });
    this.promise.catch(() => {});
  }

  stop(error: unknown): void {
    this.reason = { error };
    this.#reject(error);
  }
}

/** The error of a cell that was interrupted; named as Jupyter's clients know it. */
class KeyboardInterrupt extends Error {
  override name = "KeyboardInterrupt";
  override stack = "";

  constructor() {
    super("the cell was interrupted");
  }
}

/** The TypeScript of one notebook: what its cells declared, and how the next one runs. */
export class Session {
  readonly #sources = new Map<string, Source>();
  readonly #executor: Executor;
  #running: Running | undefined;

  /** Cells run in the process' working directory; their imports are resolved from there. */
  constructor(private readonly interruption: Interruption) {
    Object.defineProperty(globalThis, Symbol.for(RUN), { value: <T>(body: () => T) => interruption.run(body) });
    const converter = this.#observe(createConverter());
    const converters = { node: converter, browser: converter, close: () => converter.close() };
    // tslab prints the last expression's value, or what was thrown, on the console that it is given.
    this.#executor = createExecutor(process.cwd(), converters, {
      log: (value: unknown) => this.#note({ value }),
      error: (thrown: unknown) => this.#note({ thrown }),
    });
  }

  /**
   * Runs a cell, one at a time; returns its error, if it ends in one.
   *
   * @param label what tracebacks call the cell
   * @param show is called with the value of the last expression, where there is one; where that is a promise, with
   *   what it resolves to. The cell runs until this is done.
   */
  async execute(
    code: string,
    label: string,
    show: (value: unknown) => Promise<void>,
  ): Promise<ErrorContent | undefined> {
    const running: Running = { label, code, diagnostics: [], value: undefined, thrown: undefined, stop: new Stop() };
    this.#running = running;
    try {
      const ok = await this.#executor.execute(code);
      if (!ok) return this.#explain(running);
      await Promise.race([showValue(running.value, show), running.stop.promise]);
      return undefined;
    } catch (thrown) {
      return this.describe(thrown);
    } finally {
      this.interruption.reset();
      this.#running = undefined;
    }
  }

  /** Stops the cell that awaits something, if one does. (A synchronous one is stopped by SIGINT itself.) */
  interrupt(): void {
    this.stop(new KeyboardInterrupt());
  }

  /** Ends the cell that awaits something as if it had thrown `error`; false where no cell runs. */
  stop(error: unknown): boolean {
    if (!this.#running) return false;
    this.#running.stop.stop(error);
    this.#executor.interrupt();
    return true;
  }

  /** An error as clients show it, with a stack that points into cells and sources. */
  describe(thrown: unknown): ErrorContent {
    return describeError(thrown, this.#sources);
  }

  /** What can stand at `offset`. */
  complete(code: string, offset: number): Completion {
    const { candidates, start, end } = this.#executor.complete(code, offset);
    return { matches: candidates, start, end };
  }

  /** Type and documentation of what stands at `offset`, if anything does. */
  inspect(code: string, offset: number): string | undefined {
    const info = this.#executor.inspect(code, offset);
    return info && printQuickInfo(info);
  }

  #note(what: Partial<Running>): void {
    if (this.#running) Object.assign(this.#running, what);
  }

  #explain({ label, code, diagnostics, thrown, stop }: Running): ErrorContent {
    if (diagnostics.length > 0) return describeDiagnostics(diagnostics, label, code);
    if (stop.reason) return this.describe(stop.reason.error);
    return this.describe(isInterruption(thrown) ? new KeyboardInterrupt() : thrown);
  }

  /**
   * A converter that keeps the diagnostics, makes each cell's JavaScript stoppable, and names it so that stacks can be
   * led back to it.
   */
  #observe(converter: Converter): Converter {
    const convert: Converter["convert"] = (declarations, code) => {
      const result = converter.convert(declarations, code);
      this.#note({ diagnostics: result.diagnostics });
      if (!this.#running || result.output === undefined) return result;
      const { label } = this.#running;
      const name = `cell-${this.#sources.size + 1}`;
      const lines = result.output.split("\n").length;
      this.#sources.set(name, { label, code, lines, locate: takeLocator(result.output) });
      const start = `return globalThis[Symbol.for("${RUN}")](${result.hasToplevelAwait ? "async " : ""}() => {`;
      return { ...result, output: `${start}\n${result.output}\n});\n//# sourceURL=${name}` };
    };
    return { ...converter, convert };
  }
}

async function showValue(last: unknown, show: (value: unknown) => Promise<void>): Promise<void> {
  const value = await last;
  if (value !== undefined && value !== null) await show(value);
}

function isInterruption(thrown: unknown): boolean {
  return thrown instanceof Error && "code" in thrown && thrown.code === "ERR_SCRIPT_EXECUTION_INTERRUPTED";
}
