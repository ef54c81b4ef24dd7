import type { Context } from "../../core/index.js";
import type { DoubleDescentOptions } from "../options.js";
import { type NetworkRun, networkRun } from "./networkRun.js";

/** Networks of one hidden layer, a run for each width. */
export function networks(
  { network: { widths, ...trained }, validation, test, noise }: DoubleDescentOptions,
  { mapKept }: Context,
): Promise<NetworkRun[]> {
  const items = widths.map((width) => ({ width, ...trained, validation, test, noise }));
  return mapKept(items, "widths", networkRun);
}
