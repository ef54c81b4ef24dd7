/** What the cells of a notebook have declared. A name is the variable of the cell that declared it last. */
export class Names {
  readonly values: Record<string, unknown> = Object.create(null);
  /** What the names that the current cell declares were before. */
  #earlier = new Map<string, PropertyDescriptor | undefined>();

  /** A cell begins, the one that `forget` is about. */
  begin(): void {
    this.#earlier = new Map();
  }

  declare(names: Readonly<Record<string, PropertyDescriptor>>): void {
    for (const [name, descriptor] of Object.entries(names)) {
      if (!this.#earlier.has(name)) this.#earlier.set(name, Object.getOwnPropertyDescriptor(this.values, name));
      Object.defineProperty(this.values, name, { ...descriptor, enumerable: true, configurable: true });
    }
  }

  /** Gives the names that the cell declared back to those that had them before. */
  forget(): void {
    for (const [name, descriptor] of this.#earlier) {
      delete this.values[name];
      if (descriptor) Object.defineProperty(this.values, name, descriptor);
    }
    this.begin();
  }
}
