import { AsyncLocalStorage } from "node:async_hooks";
import { inspect } from "node:util";
import type { Content, Header } from "../protocol/index.js";

/** A cell that runs, or ran and left a timer behind: whatever it shows belongs to its request. */
export class Cell {
  /** Aborted when the cell fails or is interrupted. */
  readonly abort = new AbortController();
  /** What its reply tells the client to do, as to show something in a pager. */
  readonly payload: Content[] = [];
  ended = false;

  /**
   * @param silent shows nothing at all
   * @param canAsk its client can be asked for input
   */
  constructor(
    readonly request: Header,
    readonly silent: boolean,
    readonly canAsk = false,
  ) {}

  /** Node hangs the cell on every promise that it makes; see `promises.ts`. */
  [inspect.custom](): string {
    return "cell";
  }
}

/** Sends one message to all clients, as belonging to the request. */
export type Publish = (type: string, content: Content, request: Header | undefined) => void;

/** Knows, from within any code, late code too, which cell it belongs to. */
export class Cells {
  readonly #current = new AsyncLocalStorage<Cell>();
  #last: Cell | undefined;

  constructor(private readonly publish: Publish) {}

  /** Runs `body`, and all that it starts, as `cell`. */
  run<T>(cell: Cell, body: () => T): T {
    this.#last = cell;
    return this.#current.run(cell, body);
  }

  /** The cell that the calling code belongs to; the last one where that is not known. */
  get current(): Cell | undefined {
    return this.#current.getStore() ?? this.#last;
  }

  /** Shows something under the current cell. */
  show(type: string, content: Content): void {
    const cell = this.current;
    if (!cell?.silent) this.publish(type, content, cell?.request);
  }
}
