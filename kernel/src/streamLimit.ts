import { cut } from "./cut.js";
import type { Content, Header } from "./protocol/index.js";

/** How much text one cell may print; clients that keep more become slow, or die. */
const LIMIT = 1 << 23;

/** Cuts what a cell prints beyond a limit, and says so once. */
export class StreamLimit {
  readonly #printed = new WeakMap<Header, number>();
  readonly #ofNobody = {} as Header;

  constructor(private readonly limit = LIMIT) {}

  /** What to send of a piece of text, and whether it is the first to be cut. */
  admit(text: string, cell: Header | undefined): { text: string; isCut: boolean } {
    const key = cell ?? this.#ofNobody;
    const printed = this.#printed.get(key) ?? 0;
    this.#printed.set(key, printed + text.length);
    const room = Math.max(0, this.limit - printed);
    return { text: cut(text, room), isCut: printed <= this.limit && text.length > room };
  }

  /** What to tell the reader of a cell whose output is cut. */
  get notice(): Content {
    const text = `\nThe cell has printed more than ${this.limit / 2 ** 20} MiB; from here on its text is not shown.\n`;
    return { name: "stderr", text };
  }
}
