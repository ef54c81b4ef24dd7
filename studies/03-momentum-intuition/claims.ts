import { formatInterval } from "momenta/figures";
import type { Interval } from "momenta/statistics";
import type { MomentumIntuition, Switch } from "./momentumIntuition.js";

/** What the notes say, and what came out here. */
export interface Claim {
  readonly published: string;
  readonly ours: string;
  readonly holds: boolean;
}

/** Below this share of its maximum a velocity counts as died out. */
export const DEAD = 0.01;

/** The switch where the first task has converged. */
export function lastSwitch({ switches }: MomentumIntuition): Switch {
  return switches.at(-1) as Switch;
}

/** The switch where the first task is stopped while the velocity is large. */
export function earlySwitch({ switches, options }: MomentumIntuition): Switch {
  return switches.find(({ after }) => after === options.early) as Switch;
}

/** A share as per cent, with its interval. */
export function percent({ estimate, lower, upper }: Interval, decimals = 0): string {
  return `${formatInterval({ estimate: 100 * estimate, lower: 100 * lower, upper: 100 * upper }, decimals)} %`;
}

/** The notes' four claims about the velocity, each beside what decides it here. */
export function claims(
  result: MomentumIntuition,
): Record<"hope" | "dies" | "diesInNetwork" | "slowStart" | "slower", Claim> {
  const [early, converged] = [earlySwitch(result), lastSwitch(result)];
  const [atCriterion] = result.network as [MomentumIntuition["network"][number]];
  return {
    hope: {
      published: "one may think that momentum ends the second task nearer to the joint solution",
      ours:
        `stopped after ${early.after} updates: nearer in ${percent(early.nearer)} of the problems, ` +
        `distance ${formatInterval(early.distanceGained)} against a reset; converged: ${formatInterval(converged.distanceGained)}`,
      holds: early.distanceGained.upper < 0,
    },
    dies: {
      published: "trained until convergence, the moment dies out",
      ours: `two weights: ${percent(converged.velocity, 3)} of its maximum`,
      holds: converged.velocity.upper < DEAD,
    },
    diesInNetwork: {
      published: "the same, of the network",
      ours: `${atCriterion.ends}: ${percent(atCriterion.velocity)} of its maximum`,
      holds: atCriterion.velocity.upper < DEAD,
    },
    slowStart: {
      published: "the second task starts slowly",
      ours:
        `the longest update is number ${formatInterval(converged.longest.carried, 1)} with the carried velocity, ` +
        `${formatInterval(converged.longest.plain, 1)} with plain SGD`,
      holds: converged.longest.carried.lower > converged.longest.plain.upper,
    },
    slower: {
      published: "carrying the moment over makes training slower",
      ours:
        `carried over minus reset: two weights, converged, ${formatInterval(converged.slowedBy)} updates (left after ` +
        `${early.after}, ${formatInterval(early.slowedBy)}), network ${formatInterval(atCriterion.slowedBy)}`,
      holds: converged.slowedBy.lower > 0 || atCriterion.slowedBy.lower > 0,
    },
  };
}
