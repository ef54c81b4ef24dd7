import { runStore, type Store } from "../store/index.js";
import type { Keep } from "../training/index.js";

/** Where a study keeps its runs, and whether it uses those that are there. */
export interface Keeping {
  /** `runStore()` where left out; null: runs are neither looked for nor kept. */
  readonly store?: Store | null;
  /** Make all runs again. */
  readonly fresh?: boolean;
}

/** The option `keep` of `train` for a study. */
export function keepIn(
  { store = runStore(), fresh = false }: Keeping,
  experiment: string,
  version: number,
): { keep?: Keep } {
  return store === null ? {} : { keep: { store, experiment, version, fresh } };
}
