/** Values that are expensive to make, kept for the process: of those that nobody holds, the most recently used. */
export class Cache<Value> {
  private readonly entries = new Map<string, { value: Value; holders: number }>();

  constructor(
    private readonly most: number,
    private readonly dispose: (value: Value) => void,
  ) {}

  /** The value under a key, made where it is not there; held until it is given back. A key of null is never shared. */
  take(key: string | null, make: () => Value): { value: Value; giveBack: () => void } {
    if (key === null) {
      const value = make();
      return { value, giveBack: () => this.dispose(value) };
    }
    const entry = this.entries.get(key) ?? { value: make(), holders: 0 };
    this.entries.delete(key);
    this.entries.set(key, entry);
    entry.holders += 1;
    const giveBack = () => {
      entry.holders -= 1;
      this.trim(this.most);
    };
    return { value: entry.value, giveBack };
  }

  /** Disposes everything that nobody holds. */
  clear(): void {
    this.trim(0);
  }

  private trim(most: number): void {
    for (const [key, { value, holders }] of this.entries) {
      if (this.entries.size <= most) return;
      if (holders > 0) continue;
      this.entries.delete(key);
      this.dispose(value);
    }
  }
}
