import type { Check, Study, Verdict } from "../study.js";
import { claims } from "./claims.js";
import {
  type DecoupledDecay,
  type DecoupledDecayOptions,
  decoupledDecay,
  decoupledDecayDefaults,
  decoupledDecayQuick,
} from "./decoupledDecay.js";
import { adamwErrorFigure, adamwReceivedFigure } from "./figures.js";

export {
  type DecoupledDecay,
  type DecoupledDecayOptions,
  decoupledDecay,
  decoupledDecayDefaults,
} from "./decoupledDecay.js";
export { adamwErrorFigure, adamwReceivedFigure } from "./figures.js";
export type { PathsApart } from "./identity.js";
export type { AdamwForm, AdamwNetwork, AdamwNetworkOptions, HistoryBin, ParameterDecays } from "./network.js";
export type { ProximalDistance, ProximalForm } from "./proximal.js";
export { adamwIdentityTable, adamwProximalTable, adamwTable } from "./tables.js";
export type { ToyDecay, ToyForm } from "./toy.js";

/** Notebook 30. */
export const adamwStudy: Study<DecoupledDecayOptions, DecoupledDecay> = {
  name: "30-adamw",
  section: "AdamW",
  question: "Is an L2 penalty weight decay for SGD, and not for Adam, and what does a parameter receive of it?",
  defaults: decoupledDecayDefaults,
  quick: decoupledDecayQuick,
  run: decoupledDecay,
  figures: (result) => [
    {
      name: "30-adamw",
      caption:
        "The decay that parameters receive in units of λ, against the size of their gradients, on pure noise and in a network, parameter by parameter. " +
        "With an L2 penalty in Adam it falls with the gradients, under AdamW it is the same for all.",
      figure: adamwReceivedFigure(result),
    },
    {
      name: "30-adamw-error",
      caption:
        "Test error of a network over λ, for Adam with an L2 penalty and for AdamW, means and 95 % intervals over seeds. " +
        "L2 in Adam harms at a λ that is decades below the one at which AdamW does.",
      figure: adamwErrorFigure(result),
    },
  ],
  verdict: adamwVerdict,
  checks: adamwChecks,
};

function adamwVerdict(result: DecoupledDecay): Verdict {
  const all = claims(result);
  const { sgd, less, uniform, proximal, error } = all;
  const hold = Object.values(all).filter(({ holds }) => holds).length;
  return {
    answer: hold === Object.keys(all).length ? "agrees" : hold === 0 ? "disagrees" : "depends",
    published: "L2 is weight decay for SGD; in Adam it decays parameters with large gradients less; AdamW all alike",
    ours:
      `SGD: ${sgd.ours}; L2 in Adam, ${less.ours}; AdamW, ${uniform.ours}; ` +
      `the printed proximal problem ${proximal.ours}; ${error.ours}`,
  };
}

function adamwChecks(result: DecoupledDecay): Check[] {
  const { sgd, adaptive, objective, less, uniform, proximal, repaired } = claims(result);
  return [
    { claim: `for SGD an L2 penalty is weight decay to rounding: ${sgd.ours}`, holds: sgd.holds },
    { claim: `not for adaptive methods: ${adaptive.ours}`, holds: adaptive.holds },
    { claim: `λ‖θ‖² is not the penalty of λθ: ${objective.ours}`, holds: !objective.holds },
    { claim: `L2 in Adam decays parameters with large gradients less: ${less.ours}`, holds: less.holds },
    { claim: `AdamW decays all alike: ${uniform.ours}`, holds: uniform.holds },
    { claim: `the proximal problem as printed is not AdamW's: ${proximal.ours}`, holds: !proximal.holds },
    { claim: `with the term λ θ_tᵀ D⁻¹ θ it is: ${repaired.ours}`, holds: repaired.holds },
  ];
}
