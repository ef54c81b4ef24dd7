import type { Compiler } from "momenta/engine";
import { runStore, type Store } from "momenta/store";
import type { Keep } from "momenta/training";

/** How a study is run, whatever it is about. */
export interface Execution {
  /** Where runs are kept: `runStore()` where left out; null: they are neither looked for nor kept. */
  readonly store?: Store | null;
  /** Make all runs again, those in the store too. */
  readonly fresh?: boolean;
  /** A small version, to see that everything works: what the study's `quick` says takes the place of the options. */
  readonly quick?: boolean;
  /** The option of `train`; where left out, the graph where it has to be quick, which is sooner there. */
  readonly compiler?: Compiler;
}

/** The options of `train` that the execution of a study determines. */
export function trainingIn(
  { store = runStore(), fresh = false, ...execution }: Execution,
  experiment: string,
  version: number,
): { keep?: Keep; compiler?: Compiler } {
  return { ...(store !== null && { keep: { store, experiment, version, fresh } }), ...compilerIn(execution) };
}

/** The same of a study whose runs are not kept. */
export function compilerIn({ quick = false, compiler = quick ? "graph" : undefined }: Execution): {
  compiler?: Compiler;
} {
  return compiler === undefined ? {} : { compiler };
}

/** The options of a study: its defaults, what the caller chose, and, where it has to be quick, what makes it so. */
export function chosenOptions<Options extends object>(
  defaults: Options,
  chosen: Partial<Options>,
  quick: Partial<Options>,
  execution: Execution,
): Options {
  return { ...defaults, ...chosen, ...(execution.quick ? quick : {}) };
}
