import type { Json } from "../configuration/index.js";

/** A finished run as the store keeps it. */
export interface StoredRun {
  /** The hash of `experiment`, `version` and `configuration`. */
  readonly key: string;
  readonly experiment: string;
  /** Raised whenever the same configuration would give another result. */
  readonly version: number;
  /** Everything else that determines the result, seed and checksums of the data included. */
  readonly configuration: { readonly [name: string]: Json };
  readonly result: { readonly [name: string]: Json };
  readonly made: Provenance;
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
