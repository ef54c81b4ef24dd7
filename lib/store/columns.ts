import type { Json } from "../configuration/index.js";
import type { StoredRun } from "./record.js";

/** A cell of a table: a number, a string or a boolean; null where a run has no such entry. */
export type Cell = number | string | boolean | null;

/**
 * Runs as the rows of a table. Its columns are the entries of configuration, result and provenance by their paths
 * (`optimizer.learningRate`, `updatesToCriterion[0]`), those of a name that stands in more than one of them with its own
 * (`configuration.seed`, `result.seed`); arrays of more than `longest` entries, probes for instance, are left out.
 */
export function tableOf(runs: readonly StoredRun[], longest = 16): { columns: string[]; rows: Cell[][] } {
  const parts = runs.map(({ key, experiment, version, configuration, result, made }) => ({
    run: { experiment, key, version },
    configuration,
    result,
    made: { made: made as unknown as Json },
  }));
  const shared = sharedNames(parts);
  const flat = parts.map((part) => {
    const row = new Map<string, Cell>();
    for (const [partName, fields] of Object.entries(part)) {
      for (const [name, value] of Object.entries(fields as Readonly<Record<string, Json>>)) {
        entries(value, shared.has(name) ? step(partName, name) : step("", name), longest, row);
      }
    }
    return row;
  });
  const columns = [...new Set(flat.flatMap((row) => [...row.keys()]))];
  return { columns, rows: flat.map((row) => columns.map((column) => row.get(column) ?? null)) };
}

/** The names that stand in more than one part of the runs. */
function sharedNames(parts: readonly Readonly<Record<string, object>>[]): Set<string> {
  const partOf = new Map<string, string>();
  const shared = new Set<string>();
  for (const part of parts) {
    for (const [partName, fields] of Object.entries(part)) {
      for (const name of Object.keys(fields)) {
        if ((partOf.get(name) ?? partName) !== partName) shared.add(name);
        partOf.set(name, partName);
      }
    }
  }
  return shared;
}

function entries(value: Json, path: string, longest: number, into: Map<string, Cell>): void {
  if (Array.isArray(value)) {
    if (value.length <= longest)
      value.forEach((entry, index) => void entries(entry, `${path}[${index}]`, longest, into));
  } else if (value !== null && typeof value === "object") {
    for (const [name, entry] of Object.entries(value)) entries(entry, step(path, name), longest, into);
  } else {
    into.set(path, value as Cell);
  }
}

/** The path of a field; in brackets where its name could be taken for a path. */
function step(path: string, name: string): string {
  if (/[.[\]]/.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path === "" ? name : `${path}.${name}`;
}
