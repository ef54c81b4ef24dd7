import type { Json } from "../configuration/index.js";
import type { StoredRun } from "./record.js";

/** A cell of a table: a number, a string or a boolean; null where a run has no such entry. */
export type Cell = number | string | boolean | null;

/**
 * Runs as the rows of a table. Its columns are the entries of configuration, result and provenance by their paths
 * (`optimizer.learningRate`, `updatesToCriterion[0]`); arrays of more than `longest` entries, probes for instance, are left out.
 */
export function tableOf(runs: readonly StoredRun[], longest = 16): { columns: string[]; rows: Cell[][] } {
  const flat = runs.map(({ key, experiment, version, configuration, result, made }) =>
    entries({ experiment, key, version, ...configuration, ...result, made } as unknown as Json, "", longest),
  );
  const columns = [...new Set(flat.flatMap((row) => [...row.keys()]))];
  return { columns, rows: flat.map((row) => columns.map((column) => row.get(column) ?? null)) };
}

function entries(value: Json, path: string, longest: number, into = new Map<string, Cell>()): Map<string, Cell> {
  if (Array.isArray(value)) {
    if (value.length <= longest)
      value.forEach((entry, index) => void entries(entry, `${path}[${index}]`, longest, into));
  } else if (value !== null && typeof value === "object") {
    for (const [name, entry] of Object.entries(value))
      entries(entry, path === "" ? name : `${path}.${name}`, longest, into);
  } else {
    into.set(path, value as Cell);
  }
  return into;
}
