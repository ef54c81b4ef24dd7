import type { Content, Header } from "../protocol/index.js";

/** How long text waits for more of its kind. */
const PATIENCE_MS = 20;

/** A piece of what a cell prints. */
export interface StreamContent {
  name: string;
  text: string;
}

/** Sends text that follows shortly on text of the same cell and stream together with it: clients redraw at each message. */
export class StreamMerger {
  #waiting: (StreamContent & { parent: Header | undefined; timer: NodeJS.Timeout }) | undefined;

  constructor(private readonly send: (content: Content, parent: Header | undefined) => void) {}

  add({ name, text }: StreamContent, parent: Header | undefined): void {
    const waiting = this.#waiting;
    if (waiting?.name === name && waiting.parent?.msg_id === parent?.msg_id) waiting.text += text;
    else {
      this.flush();
      this.#waiting = { name, text, parent, timer: setTimeout(() => this.flush(), PATIENCE_MS) };
    }
  }

  /** Sends what waits; to be called before anything else is sent. */
  flush(): void {
    if (!this.#waiting) return;
    const { name, text, parent, timer } = this.#waiting;
    this.#waiting = undefined;
    clearTimeout(timer);
    this.send({ name, text }, parent);
  }
}
