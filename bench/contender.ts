/** One engine at one piece of work. */
export interface Contender {
  readonly engine: string;
  readonly replicas: number;
  /** Whether the first call compiles. */
  readonly compiles: boolean;
  /** How many updates of every replica one call makes. */
  readonly updates: number;
  /** Makes the updates, waits for them, and gives the milliseconds that they took. */
  call(): number | Promise<number>;
  close(): void;
}

/** What a bench prints: a line with --json, a row of the table without. */
export interface Measurement {
  /** The piece of work. */
  readonly name: string;
  readonly engine: string;
  readonly replicas: number;
  /** One update of every replica. */
  readonly msPerUpdate: number;
  /** What the first call took more than a later one; absent where nothing is compiled. */
  readonly compileMs?: number;
}
