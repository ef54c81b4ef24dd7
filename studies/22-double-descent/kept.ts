import type { Json } from "momenta/configuration";
import { provenance, runStore } from "momenta/store";
import type { Execution } from "../common/execution.js";

/** To be raised where the same options give another result than before. */
const VERSION = 1;

/** The result of a part of the study from the store, or, where it is not there, made now and kept. */
export async function kept<Result extends object>(
  { store = runStore(), fresh = false }: Execution,
  configuration: Readonly<Record<string, Json>>,
  make: () => Promise<Result>,
): Promise<Result> {
  if (store === null) return make();
  const determinants = { experiment: "double-descent", version: VERSION, configuration };
  const stored = fresh ? undefined : store.find(determinants);
  if (stored !== undefined) return stored.result as unknown as Result;
  const start = performance.now();
  const result = await make();
  store.save({
    ...determinants,
    result: result as Readonly<Record<string, Json>>,
    made: provenance((performance.now() - start) / 1000),
  });
  return result;
}
