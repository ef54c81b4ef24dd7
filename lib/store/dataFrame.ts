import type { DataFrame } from "danfojs-node";
import { frameOf } from "../frames/index.js";
import { tableOf } from "./columns.js";
import type { StoredRun } from "./record.js";

/**
 * Runs as a danfojs DataFrame, a row each, columns as in `tableOf`.
 *
 * ```ts
 * const { runs } = runStore().all("savings");
 * dataFrame(runs).groupby(["optimizer.method"]);
 * ```
 */
export function dataFrame(runs: readonly StoredRun[]): DataFrame {
  const { columns, rows } = tableOf(runs);
  return frameOf(columns, rows);
}
