import { formatInterval } from "momenta/figures";
import { claim, holdsAbove, holdsBelow, holdsWhere, percentInterval, question, type Statement } from "../core/index.js";
import type { NetworkVelocity } from "./measure/network.js";
import { earlySwitch, lastSwitch, type MomentumIntuition } from "./result.js";

/** Below this share of its maximum a velocity counts as died out. */
const DEAD = 0.01;

export function answer(result: MomentumIntuition): string {
  const converged = lastSwitch(result);
  const [{ velocity, slowedBy }] = result.network as [NetworkVelocity];
  return (
    `with two weights, trained until they rest, ${percentInterval(converged.velocity, 3)} of the velocity is left and carrying it over ` +
    `costs ${formatInterval(converged.slowedBy, 1)} updates against a reset; in the network, trained to its criterion, ` +
    `${percentInterval(velocity)} and ${formatInterval(slowedBy, 1)}`
  );
}

export function claims(result: MomentumIntuition): Statement[] {
  const [early, converged] = [earlySwitch(result), lastSwitch(result)];
  const [atCriterion] = result.network as [NetworkVelocity];
  const { carried, plain } = converged.longest;
  const slower = holdsAbove(0, converged.slowedBy, atCriterion.slowedBy);
  const onlyEarly = slower !== "holds" && holdsAbove(0, early.slowedBy) === "holds";
  return [
    claim(
      "one may think that momentum ends the second task nearer to the joint solution",
      holdsBelow(0, early.distanceGained),
      `stopped after ${early.after} updates: nearer in ${percentInterval(early.nearer)} of the problems, ` +
        `distance ${formatInterval(early.distanceGained)} against a reset; converged: ${formatInterval(converged.distanceGained)}`,
    ),
    claim(
      "trained until convergence, the moment dies out",
      holdsBelow(DEAD, converged.velocity),
      `two weights: ${percentInterval(converged.velocity, 3)} of its maximum`,
    ),
    claim(
      "the same in the network",
      holdsBelow(DEAD, atCriterion.velocity),
      `${atCriterion.ends}: ${percentInterval(atCriterion.velocity)} of its maximum`,
    ),
    claim(
      "the second task starts slowly",
      holdsWhere(carried.lower > plain.upper),
      `the longest update is number ${formatInterval(carried, 1)} with the carried velocity, ${formatInterval(plain, 1)} with plain SGD`,
    ),
    claim(
      "carrying the moment over makes training slower",
      onlyEarly ? "holds if task 1 is left while the velocity is large" : slower,
      `carried over minus reset: two weights, converged, ${formatInterval(converged.slowedBy)} updates (left after ` +
        `${early.after}, ${formatInterval(early.slowedBy)}), network ${formatInterval(atCriterion.slowedBy)}`,
    ),
    question(
      "left early, is more than half of the velocity there?",
      holdsAbove(0.5, early.velocity),
      percentInterval(early.velocity),
    ),
    question(
      "converged, do carried over and reset end at the same place?",
      holdsWhere(Math.abs(converged.distanceGained.estimate) < 1e-3),
      formatInterval(converged.distanceGained, 4),
    ),
  ];
}
