/** A piece of work, done by Momenta and by what one would use instead. */
export interface Work {
  /** What `--only` calls it. */
  readonly name: string;
  /** What one amount of it is: "update", "table". */
  readonly unit: string;
  /** Those who do it, the one that the others are compared with first. */
  contenders(): readonly Participant[] | Promise<readonly Participant[]>;
  readonly targets: readonly Target[];
}

/** Somebody who does a piece of work. */
export interface Contender {
  readonly name: string;
  /** Whether the first call compiles. */
  readonly compiles: boolean;
  /** How much of the work one call does, in the work's unit. */
  readonly amount: number;
  /**
   * Does the work, waits for it, and gives the milliseconds that it took.
   *
   * @throws PeerError where somebody else's program failed
   */
  call(): number | Promise<number>;
  close(): void;
}

/** Somebody who cannot do it on this machine. */
export interface Absent {
  readonly name: string;
  /** Why not. */
  readonly absent: string;
}

export type Participant = Contender | Absent;

/** A peer in another language that came to an end: its row says so, and the bench goes on. */
export class PeerError extends Error {}

/** The time of `against` is to be at least `atLeast` times that of `contender`. */
export interface Target {
  readonly contender: string;
  readonly against: string;
  readonly atLeast: number;
  /** Whether the contender's time includes compiling. */
  readonly compiling?: true;
}

/** The times of a contender in milliseconds, each for one unit of the work. */
export interface Measurement {
  readonly work: string;
  readonly contender: string;
  readonly unit: string;
  readonly median: number;
  readonly minimum: number;
  readonly maximum: number;
  /** How many calls the median is of. */
  readonly rounds: number;
  /** What the first call took more than a later one, in milliseconds; absent where nothing is compiled. */
  readonly compiling?: number;
}

/** What a bench prints: a line with --json, a row of the table without. */
export type Result = Measurement | { readonly work: string; readonly contender: string; readonly absent: string };
