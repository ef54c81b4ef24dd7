import type { ResetOrCarryRow } from "./measure/rows.js";
import type { ResetOrCarryOptions } from "./options.js";

/** What came of resetting and carrying over. */
export interface ResetOrCarry {
  readonly options: ResetOrCarryOptions;
  readonly rows: readonly ResetOrCarryRow[];
}

/** What a reset does to the updates on the joint task: something only beyond the level of 5 % after Holm's adjustment. */
export function effectOf({
  difference,
  pValue,
}: Pick<ResetOrCarryRow, "difference" | "pValue">): "faster" | "slower" | "no difference" {
  if (!(pValue < 0.05)) return "no difference";
  return difference.estimate < 0 ? "faster" : "slower";
}
