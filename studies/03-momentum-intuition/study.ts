import { formatInterval } from "momenta/figures";
import type { Check, Study, Verdict } from "../study.js";
import { claims, DEAD, earlySwitch, lastSwitch, percent } from "./claims.js";
import { convergedFigure, hopeFigure, lengthsFigure } from "./figures.js";
import {
  type MomentumIntuition,
  type MomentumIntuitionOptions,
  momentumIntuition,
  momentumIntuitionDefaults,
  momentumIntuitionQuick,
} from "./momentumIntuition.js";

/** Notebook 03. */
export const momentumIntuitionStudy: Study<MomentumIntuitionOptions, MomentumIntuition> = {
  name: "03-momentum-intuition",
  section: "Why the state is not helping?",
  question: "Does the velocity die out before the task switch, and does that slow the second task down?",
  defaults: momentumIntuitionDefaults,
  quick: momentumIntuitionQuick,
  run: momentumIntuition,
  figures: (result) => [
    {
      name: "03-momentum-intuition",
      caption:
        "Two weights, two tasks whose solutions are lines, and actual runs from two starts: the first task is left while the " +
        "velocity is large. Coming from the left the carried velocity leads nearer to the joint solution than a reset, coming " +
        "from the right further away.",
      figure: hopeFigure(result),
    },
    {
      name: "03-momentum-intuition-converged",
      caption:
        "The same starts, the first task trained until nothing moves: carried over or reset, the velocity is zero, and all " +
        "methods end at the point of task 2's line that is nearest to where task 1 ended.",
      figure: convergedFigure(result),
    },
    {
      name: "03-momentum-intuition-lengths",
      caption:
        "Mean length of the updates across the switch, with 95 % intervals. After convergence the carried velocity is as small " +
        "as a reset one, so both start slowly and overshoot; plain SGD starts with its longest update.",
      figure: lengthsFigure(result),
    },
  ],
  verdict: momentumIntuitionVerdict,
  checks: momentumIntuitionChecks,
};

function momentumIntuitionVerdict(result: MomentumIntuition): Verdict {
  const { dies, diesInNetwork, slowStart, slower } = claims(result);
  const hold = [dies, diesInNetwork, slowStart, slower].filter(({ holds }) => holds).length;
  const [{ velocity, slowedBy }] = result.network as [MomentumIntuition["network"][number]];
  return {
    answer: hold === 4 ? "agrees" : hold === 0 ? "disagrees" : "depends",
    published: "the moment dies out during task 1 and slows task 2 down in the beginning",
    ours:
      `with two weights, trained until they rest, ${percent(lastSwitch(result).velocity, 3)} of the velocity is left and carrying it over ` +
      `costs ${formatInterval(lastSwitch(result).slowedBy, 1)} updates against a reset; in the network, trained to its criterion, ` +
      `${percent(velocity)} and ${formatInterval(slowedBy, 1)}`,
  };
}

function momentumIntuitionChecks(result: MomentumIntuition): Check[] {
  const [early, converged] = [earlySwitch(result), lastSwitch(result)];
  const { dies, slowStart } = claims(result);
  return [
    { claim: `converged, the velocity is below ${100 * DEAD} % of its maximum; ${dies.ours}`, holds: dies.holds },
    {
      claim: `left early, more than half of the velocity is there: ${percent(early.velocity)}`,
      holds: early.velocity.lower > 0.5,
    },
    {
      claim: `converged, carried over and reset end at the same place: ${formatInterval(converged.distanceGained, 4)}`,
      holds: Math.abs(converged.distanceGained.estimate) < 1e-3,
    },
    { claim: `momentum starts slowly: ${slowStart.ours}`, holds: slowStart.holds },
  ];
}
