import { types } from "node:util";
import type { Interruption } from "../interruption.js";
import type { ErrorContent } from "../protocol/index.js";
import { CELL, type CellScope } from "./cell.js";
import { keptModules } from "./declarations.js";
import { describeDiagnostics } from "./diagnostics.js";
import { exportsAsDeclarations } from "./exports.js";
import { folder } from "./folder.js";
import { installHelpers } from "./helpers.js";
import { completeModule } from "./modulePaths.js";
import { leadingImports, Modules } from "./modules.js";
import { Names } from "./names.js";
import { outsideDiagnostics } from "./outsideFiles.js";
import { describeQuickInfo } from "./quickInfo.js";
import type { Source } from "./source.js";
import { hasTopLevelAwait } from "./topLevelAwait.js";
import { describeError, stackOf } from "./traceback.js";
import { type Converter, type ConvertResult, createConverter, createExecutor, type Executor } from "./tslab.js";
import { diagnosticsOfLastCell, namesOfLastCell, takeLocator } from "./typescript.js";
import { jsxInCell, reservedName } from "./unsupported.js";

/** What can stand at the cursor; `start` and `end` delimit what it replaces. Offsets in UTF-16 units. */
export interface Completion {
  matches: string[];
  start: number;
  end: number;
}

/** Ten, as is usual, end within a library before the cell's own line comes. */
Error.stackTraceLimit = 50;

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
  scope: CellScope & { wanted: Int32Array };
}

/** What a cell that was interrupted sees in place of the shared number: it is to stop for good. */
const ALWAYS = Int32Array.of(1);

/** What tslab hands to each cell. */
declare const __tslab__: { require(id: string): unknown };

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

const interrupts = new WeakSet<object>();

/** Whether what was thrown is the end of an interrupted cell; asks nothing of it, for it may be anything. */
export function isInterrupt(thrown: unknown): boolean {
  return interrupts.has(thrown as object);
}

/** The error of a cell that was interrupted; named as Jupyter's clients know it. */
class KeyboardInterrupt extends Error {
  override name = "KeyboardInterrupt";
  override stack = "";

  constructor() {
    super("the cell was interrupted");
    interrupts.add(this);
  }
}

/** The TypeScript of one notebook: what its cells declared, and how the next one runs. */
export class Session {
  readonly #sources = new Map<string, Source>();
  readonly #executor: Executor;
  readonly #modules: Modules;
  readonly #names = new Names();
  #running: Running | undefined;

  constructor(private readonly interruption: Interruption) {
    installHelpers();
    const run = <T>(body: (scope: CellScope | undefined) => T) => interruption.run(() => body(this.#running?.scope));
    Object.defineProperty(globalThis, Symbol.for(RUN), { value: run });
    const converter = this.#observe(createConverter());
    const converters = { node: converter, browser: converter, close: () => converter.close() };
    // tslab prints what was thrown on the console that it is given.
    this.#executor = createExecutor(folder, converters, {
      log: () => {},
      error: (thrown: unknown) => this.#note({ thrown }),
    });
    this.#modules = new Modules(folder, __tslab__.require);
    __tslab__.require = (id) => this.#modules.require(id);
  }

  /**
   * Runs a cell, one at a time; returns its error, if it ends in one.
   *
   * @param label what tracebacks call the cell
   * @param show is called with the value of the last expression, undefined where there is none; where that is a
   *   promise, with what it resolves to. The cell runs until this is done.
   */
  async execute(
    code: string,
    label: string,
    show: (value: unknown) => Promise<void>,
  ): Promise<ErrorContent | undefined> {
    const nothing = { diagnostics: [], value: undefined, thrown: undefined };
    const running: Running = { label, code, stop: new Stop(), scope: this.#newScope(), ...nothing };
    this.interruption.reset();
    this.#running = running;
    try {
      const ok = await this.#runCode(running);
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
    if (this.#running) this.#running.scope.wanted = ALWAYS;
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

  /** An error's name, message and stack as text, the stack as in `describe`. */
  stackOf(error: Error): string {
    return stackOf(error, this.#sources);
  }

  /** What can stand at `offset`. */
  complete(code: string, offset: number): Completion {
    const modules = completeModule(code.slice(0, offset), folder);
    if (modules) return { ...modules, end: offset };
    const { candidates, start, end } = this.#executor.complete(code, offset);
    return { matches: candidates, start, end };
  }

  /** Type and documentation of what stands at `offset`, or is called there, by MIME type; undefined if nothing does. */
  inspect(code: string, offset: number): Record<string, string> | undefined {
    const isCall = code[offset - 1] === "(";
    const info = this.#executor.inspect(code, offset) ?? (isCall && this.#executor.inspect(code, offset - 1));
    return info ? describeQuickInfo(info) : undefined;
  }

  /** Runs the cell; again, once what it imports is loaded, where that takes an `import()`. False if it fails. */
  async #runCode(running: Running): Promise<boolean> {
    const { code, stop } = running;
    for (const imports = new Set(leadingImports(code)); ; ) {
      this.#names.begin();
      if (await this.#executor.execute(code)) return true;
      this.#names.forget();
      const { refused } = this.#modules;
      // Each module once, and only where the cell has done nothing before.
      if (!refused || refused.error !== running.thrown || !imports.delete(refused.id)) return false;
      await Promise.race([this.#modules.import(refused.id), stop.promise]);
    }
  }

  #newScope(): Running["scope"] {
    return {
      names: this.#names.values,
      declare: (names) => this.#names.declare(names),
      last: (value) => this.#note({ value }),
      require: (id) => this.#modules.require(id),
      import: (id) => this.#modules.import(id),
      wanted: this.interruption.wanted,
      stop: () => {
        throw new KeyboardInterrupt();
      },
    };
  }

  #note(what: Partial<Running>): void {
    if (this.#running) Object.assign(this.#running, what);
  }

  #explain({ label, code, diagnostics, thrown, stop }: Running): ErrorContent {
    if (diagnostics.length > 0) return describeDiagnostics(diagnostics, label, code);
    if (stop.reason) return this.describe(stop.reason.error);
    // Whatever is thrown by what was to stop, as by a call that waited for a child process.
    const isStopped = isInterruption(thrown) || Atomics.load(this.interruption.wanted, 0) !== 0;
    return this.describe(isStopped ? new KeyboardInterrupt() : thrown);
  }

  /**
   * A converter that keeps the diagnostics, makes each cell's JavaScript stoppable, and names it so that stacks can be
   * led back to it.
   */
  #observe(converter: Converter): Converter {
    const convert: Converter["convert"] = (declarations, code) => {
      const converted = converter.convert(declarations, exportsAsDeclarations(code));
      const found = [...outsideDiagnostics(diagnosticsOfLastCell()), ...converted.diagnostics];
      const diagnostics = reservedName(code) ?? (found.length > 0 ? jsxInCell(code) : undefined) ?? found;
      const declOutput = `${converted.declOutput ?? ""}${keptModules(declarations, namesOfLastCell())}`;
      const result = { ...converted, declOutput, diagnostics };
      this.#note({ diagnostics });
      if (!this.#running || result.output === undefined) return result;
      const { label } = this.#running;
      const name = `cell-${this.#sources.size + 1}`;
      const lines = result.output.split("\n").length;
      this.#sources.set(name, { label, code, lines, locate: takeLocator(result.output) });
      const hasToplevelAwait = hasTopLevelAwait(code);
      const start = `return globalThis[Symbol.for("${RUN}")](${hasToplevelAwait ? "async " : ""}(${CELL}) => {`;
      return { ...result, hasToplevelAwait, output: `${start}\n${result.output}\n});\n//# sourceURL=${name}` };
    };
    return { ...converter, convert };
  }
}

async function showValue(last: unknown, show: (value: unknown) => Promise<void>): Promise<void> {
  await show(await last);
}

function isInterruption(thrown: unknown): boolean {
  return types.isNativeError(thrown) && "code" in thrown && thrown.code === "ERR_SCRIPT_EXECUTION_INTERRUPTED";
}
