/** A queue whose reader waits for the next entry. */
export class Queue<T> {
  #entries: T[] = [];
  #wake: (() => void) | undefined;

  push(entry: T): void {
    this.#entries.push(entry);
    this.#wake?.();
  }

  /** The first entry, taken out; waits for one where there is none. */
  async next(): Promise<T> {
    for (;;) {
      const entry = this.#entries.shift();
      if (entry !== undefined) return entry;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Takes out all entries that fit. */
  take(fits: (entry: T) => boolean): T[] {
    const taken = this.#entries.filter(fits);
    this.#entries = this.#entries.filter((entry) => !fits(entry));
    return taken;
  }
}
