import { formatNumber } from "momenta/figures";
import type { Check, Verdict } from "../study.js";
import { claims, playedBy } from "./claims.js";
import type { AmsgradConvergence } from "./convergence.js";

export function amsgradVerdict(result: AmsgradConvergence): Verdict {
  const { wrongEnd, rightEnd, drift, usual, regret } = claims(result);
  const published = [wrongEnd, rightEnd, drift, usual, regret].filter(({ holds }) => holds).length;
  const [adam, usually] = [playedBy(result, "Adam", "paper"), playedBy(result, "Adam", "usual")];
  return {
    answer: published === 5 ? "agrees" : published === 0 ? "disagrees" : "depends",
    published: "Adam drifts by +γ a cycle to the worst point, AMSGrad goes to the best; R_T/T → 0 for AMSGrad alone",
    ours:
      `Adam with β₁ = 0, β₂ = 1/(1 + C²): ${formatNumber(adam.drift, 2)} γ a cycle, to ${formatNumber(adam.end, 2)}; ` +
      `with its usual β: to ${formatNumber(usually.end, 2)}; AMSGrad: ${formatNumber(playedBy(result, "AMSGrad", "paper").end, 2)}; ` +
      regret.ours,
  };
}

export function amsgradChecks(result: AmsgradConvergence): Check[] {
  const { wrongEnd, rightEnd, regret, constantRegret, paper } = claims(result);
  const error = Math.max(...result.played.map(({ drift, predictedDrift }) => Math.abs(drift - predictedDrift)));
  return [
    { claim: `Adam ends at +1 with a small β₂: ${wrongEnd.ours}`, holds: wrongEnd.holds },
    { claim: `AMSGrad ends at −1 with all decay rates: ${rightEnd.ours}`, holds: rightEnd.holds },
    { claim: `with β₁ = 0 and a small β₂ R_T/T → 0 for AMSGrad alone: ${regret.ours}`, holds: regret.holds },
    { claim: `with a constant γ it does not: ${constantRegret.ours}`, holds: !constantRegret.holds },
    {
      claim: `measured drifts are those of the closed form: the largest difference is ${formatNumber(error, 4)} γ`,
      holds: error < 0.01,
    },
    {
      claim: `in at least 97 % of the cells of the map the end is on the side of the closed form: ${result.map.panels.map(({ agreement }) => `${formatNumber(100 * agreement, 1)} %`).join(", ")}`,
      holds: result.map.panels.every(({ agreement }) => agreement >= 0.97),
    },
    { claim: `the problem of Reddi et al.: ${paper.ours}`, holds: paper.holds },
  ];
}
