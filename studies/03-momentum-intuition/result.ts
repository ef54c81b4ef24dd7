import { last } from "../core/index.js";
import type { NetworkVelocity } from "./measure/network.js";
import type { Switch, TwoWeights } from "./measure/twoWeights.js";
import type { MomentumIntuitionOptions } from "./options.js";

/** What the study found. */
export interface MomentumIntuition extends TwoWeights {
  readonly options: MomentumIntuitionOptions;
  /** Where the first task ends at the criterion, and where it is trained on. */
  readonly network: readonly NetworkVelocity[];
}

export function assemble(
  options: MomentumIntuitionOptions,
  { twoWeights, network }: { readonly twoWeights: TwoWeights; readonly network: readonly NetworkVelocity[] },
): MomentumIntuition {
  return { options, ...twoWeights, network };
}

/** The switch where the first task has converged. */
export function lastSwitch({ switches }: MomentumIntuition): Switch {
  return last(switches);
}

/** The switch where the first task is left while the velocity is large. */
export function earlySwitch({ switches, options }: MomentumIntuition): Switch {
  return switches.find(({ after }) => after === options.early) as Switch;
}
