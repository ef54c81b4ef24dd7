/** What the code that is made of a cell refers to: the one name in it that is neither the user's nor JavaScript's. */
export const CELL = "__cell__";

/** The value of `CELL` while a cell runs. Generated code looks at nothing else, so that a cell may give every other name. */
export interface CellScope {
  /** What earlier cells declared. */
  readonly names: Readonly<Record<string, unknown>>;
  /** Adds names: as accessors of the cell's variables, or, where those never change, as values. */
  declare(names: Readonly<Record<string, PropertyDescriptor>>): void;
  /** Takes the value of the last expression. */
  last(value: unknown): void;
  /** What `import` declarations become. */
  require(id: string): unknown;
  /** What `import()` becomes. */
  import(id: string): Promise<object>;
  /** One number in shared memory, not 0 where the cell is to stop. */
  readonly wanted: Int32Array;
  /** Ends what runs. */
  stop(): never;
}
