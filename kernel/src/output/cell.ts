import { AsyncLocalStorage } from "node:async_hooks";
import { setImmediate as turnOfTheEventLoop } from "node:timers/promises";
import { inspect } from "node:util";
import type { Content, Header } from "../protocol/index.js";

/** A cell that runs, or ran and left a timer behind: whatever it shows belongs to its request. */
export class Cell {
  /** Aborted when the cell fails or is interrupted. */
  readonly abort = new AbortController();
  /** What its reply tells the client to do, as to show something in a pager. */
  readonly payload: Content[] = [];
  ended = false;
  readonly #expected = new Set<Promise<unknown>>();
  #hasFailed = false;

  /**
   * @param silent shows nothing at all
   * @param canAsk its client can be asked for input
   */
  constructor(
    readonly request: Header,
    readonly silent: boolean,
    readonly canAsk = false,
  ) {}

  /** Keeps the cell from ending before `output` is there; where it cannot be made, before somebody has noticed. */
  expect(output: Promise<unknown>): void {
    this.#expected.add(output);
    const forget = () => this.#expected.delete(output);
    output.then(forget, () => {
      this.#hasFailed = true;
      forget();
    });
  }

  /** Resolves when nothing more is expected, and what failed without being caught has ended the cell. */
  async settle(): Promise<void> {
    while (this.#expected.size > 0 || this.#hasFailed) {
      this.#hasFailed = false;
      await Promise.allSettled(this.#expected);
      await turnOfTheEventLoop();
    }
  }

  /** Node hangs the cell on every promise that it makes; see `promises.ts`. */
  [inspect.custom](): string {
    return "cell";
  }
}

/** Where what cells show goes, in the order of the calls. */
export interface Outlet {
  /** Sends one message to all clients, as belonging to the request; in a place that was held, if one was. */
  publish(type: string, content: Content, request: Header | undefined, place?: number): void;
  /** Takes a place for what comes later. */
  hold(place: number): void;
  /** Gives a place back. */
  skip(place: number): void;
}

/** Knows, from within any code, late code too, which cell it belongs to. */
export class Cells {
  readonly #current = new AsyncLocalStorage<Cell>();
  #last: Cell | undefined;
  #places = 0;

  constructor(private readonly outlet: Outlet) {}

  /** Runs `body`, and all that it starts, as `cell`. */
  run<T>(cell: Cell, body: () => T): T {
    this.#last = cell;
    return this.#current.run(cell, body);
  }

  /** Runs `body` as `cell`; what belongs to no cell that is known belongs to the one before it still. */
  runBeside<T>(cell: Cell, body: () => T): T {
    return this.#current.run(cell, body);
  }

  /** The cell that the calling code belongs to; the last one where that is not known. */
  get current(): Cell | undefined {
    return this.#current.getStore() ?? this.#last;
  }

  /** Makes something to show: the current cell does not end before it is there, and fails if nobody catches an error. */
  async making(make: (cell: Cell | undefined) => Promise<void>): Promise<void> {
    const cell = this.current;
    const made = make(cell);
    cell?.expect(made);
    // This is a promise of its own, which tells whether anybody catches the error.
    await made;
  }

  /** Shows something under the current cell. */
  show(type: string, content: Content): void {
    const cell = this.current;
    if (!cell?.silent) this.outlet.publish(type, content, cell?.request);
  }

  /** Shows under the current cell, in the place of this call, what is there later. */
  showLater(type: string, content: Promise<Content>): Promise<void> {
    const cell = this.current;
    const place = this.#places++;
    if (!cell?.silent) this.outlet.hold(place);
    const publish = (content: Content) => {
      if (!cell?.silent) this.outlet.publish(type, content, cell?.request, place);
    };
    return content.then(publish).catch((error) => {
      // What comes behind waits for this place.
      this.outlet.skip(place);
      throw error;
    });
  }
}
