import type { Execution } from "../common/execution.js";
import { type SecondTask, type SecondTaskOptions, secondTask } from "../common/secondTask/index.js";
import { methods } from "../common/setting.js";

/** What figures and tables call the method. */
export const label = "RMSProp";

/**
 * The second moment: RMSProp's updates on the second task, its state reset before it, and the moving average of squared
 * gradients that it divides by, layer by layer.
 *
 * @throws RangeError where an option is out of its range, naming it
 */
export function secondMoment(options: Partial<SecondTaskOptions> = {}, execution: Execution = {}): Promise<SecondTask> {
  const followed = [{ label, ...methods.rmsprop, stateAtSwitch: "reset", moments: ["secondMoment"] }] as const;
  return secondTask("second moment", followed, options, execution);
}
