/** Remembers the last strings that it was given. */
export class Recent {
  readonly #entries = new Set<string>();

  constructor(private readonly limit: number) {}

  /** Adds an entry, in place of the oldest where there are too many; false where it is there already. */
  add(entry: string): boolean {
    if (this.#entries.has(entry)) return false;
    this.#entries.add(entry);
    for (const oldest of this.#entries) {
      if (this.#entries.size <= this.limit) break;
      this.#entries.delete(oldest);
    }
    return true;
  }
}
