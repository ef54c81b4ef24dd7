import type { DataFrame } from "danfojs-node";
import { tableOf } from "./columns.js";
import type { StoredRun } from "./record.js";

/**
 * Runs as a danfojs DataFrame, a row each, columns as in `tableOf`.
 *
 * ```ts
 * const { runs } = runStore().all("savings");
 * dataFrame(runs).groupby(["optimizer"]);
 * ```
 */
export function dataFrame(runs: readonly StoredRun[]): DataFrame {
  const { DataFrame } = require("danfojs-node") as typeof import("danfojs-node");
  const { columns, rows } = tableOf(runs);
  return new DataFrame(rows as (string | number | boolean)[][], { columns });
}
