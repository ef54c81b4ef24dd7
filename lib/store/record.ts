import type { Json } from "../configuration/index.js";

/** A finished run as the store keeps it. */
export interface StoredRun {
  /** The hash of `experiment`, `version` and `configuration`. */
  readonly key: string;
  readonly experiment: string;
  /** Raised whenever the same configuration would give another result. */
  readonly version: number;
  readonly made: Provenance;
  /** Everything else that determines the result, seed and checksums of the data included. */
  readonly configuration: { readonly [name: string]: Json };
  readonly result: { readonly [name: string]: Json };
}

/** What determines a run. */
export type Determinants = Pick<StoredRun, "experiment" | "version" | "configuration">;

/** What a run is called, and how it was made. */
export type Head = Omit<StoredRun, "configuration" | "result">;

/** What a listing says of a run. */
export interface Listed extends Head {
  /** As it is written, a line of JSON. */
  readonly configuration: string;
}

/** With what a run was made, when, and how long it took. */
export interface Provenance {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Wall time, in seconds; of runs that were trained together their share. */
  readonly seconds: number;
  readonly momenta: string;
  readonly node: string;
  readonly tensorflow: string;
  readonly device: string;
}
