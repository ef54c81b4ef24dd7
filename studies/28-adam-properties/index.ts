import { formatNumber } from "momenta/figures";
import type { Check, Study, Verdict } from "../study.js";
import {
  type AdamProperties,
  type AdamPropertiesOptions,
  adamProperties,
  adamPropertiesDefaults,
  adamPropertiesQuick,
} from "./adamProperties.js";
import { claims } from "./claims.js";
import { adamBiasFigure, adamBoundFigure, adamFirstStepsFigure, adamNoiseFigure, adamScaleFigure } from "./figures.js";

export {
  type AdamProperties,
  type AdamPropertiesOptions,
  adamProperties,
  adamPropertiesDefaults,
} from "./adamProperties.js";
export type { AdamBias, AdamBiasProcess, MomentRatio } from "./bias.js";
export type { BeyondBound, StepBound, StepBoundAt } from "./bound.js";
export {
  adamBiasFigure,
  adamBoundFigure,
  adamFirstStepsFigure,
  adamNoiseFigure,
  adamScaleFigure,
} from "./figures.js";
export type { ConstantGradientSteps, FirstSteps } from "./firstSteps.js";
export type { NoiseResponse, NoisyStep } from "./noise.js";
export type { ScaleForm, ScaleInvariance } from "./scale.js";
export { adamPropertiesTable } from "./tables.js";

/** Notebook 28. */
export const adamPropertiesStudy: Study<AdamPropertiesOptions, AdamProperties> = {
  name: "28-adam-properties",
  section: "Adam properties I to IV; AdaGrad, RMSProp",
  question: "Do Adam's four properties hold as printed, and are the flaws of AdaGrad and RMSProp there?",
  defaults: adamPropertiesDefaults,
  quick: adamPropertiesQuick,
  run: adamProperties,
  figures: (result) => [
    {
      name: "28-adam-properties",
      caption:
        "The longest steps of Adam in units of the learning rate: of the gradients that make it longest, of one gradient after " +
        "zeros, and of random sequences. The bound of the source is 1, the true one 7.3.",
      figure: adamBoundFigure(result),
    },
    {
      name: "28-adam-properties-bias",
      caption:
        "Adam's moments over what they estimate, means and 95 % intervals over random sequences. Bias correction makes them " +
        "right where gradients are stationary, and not where their mean has changed.",
      figure: adamBiasFigure(result),
    },
    {
      name: "28-adam-properties-scale",
      caption:
        "How far the path of Adam changes where the function is multiplied by c. With ε beside the root it stays the same over " +
        "many powers of ten, with ε inside only while gradients are far above 10⁻⁴.",
      figure: adamScaleFigure(result),
    },
    {
      name: "28-adam-properties-noise",
      caption:
        "Adam's step against the noise-to-signal ratio of the gradients. Its mean falls as one over the ratio, its length only " +
        "to .23 of the learning rate.",
      figure: adamNoiseFigure(result),
    },
    {
      name: "28-adam-properties-first-steps",
      caption:
        "Steps on a constant gradient in units of the learning rate, measured and in closed form. AdaGrad's vanish as 1/√t, " +
        "RMSProp's begin ten times too long, and Adam's without bias correction three to seven times.",
      figure: adamFirstStepsFigure(result),
    },
  ],
  verdict: adamPropertiesVerdict,
  checks: adamPropertiesChecks,
};

function adamPropertiesVerdict(result: AdamProperties): Verdict {
  const all = Object.values(claims(result));
  const { unbiased, scale, smallScale, sparseBound, noise } = claims(result);
  const hold = all.filter(({ holds }) => holds).length;
  return {
    answer: hold === all.length ? "agrees" : hold === 0 ? "disagrees" : "depends",
    published: "unbiased moments, invariance to scale, steps of at most γ, smaller ones where gradients are noisy",
    ours:
      `stationary moments are unbiased (${unbiased.ours}); times 10^±3 the path ${scale.ours}, times 10⁻⁶ ${smallScale.ours}; ` +
      `sparse gradients: ${sparseBound.ours}; noise: ${noise.ours}`,
  };
}

function adamPropertiesChecks(result: AdamProperties): Check[] {
  const { unbiased, drifting, scale, smallScale, bound, sparseBound, noise, adagrad, rmsprop } = claims(result);
  const { bound: steps } = result;
  const closed = Math.max(
    ...steps.at.flatMap(({ worst, largest, lastAlone, lastAloneExpected }) => [
      Math.abs(worst / largest - 1),
      Math.abs(lastAlone / lastAloneExpected - 1),
    ]),
  );
  return [
    { claim: `E[m̂] = E[g], E[v̂] = E[g²] on a stationary process: ${unbiased.ours}`, holds: unbiased.holds },
    { claim: `not on one that changes: ${drifting.ours}`, holds: !drifting.holds },
    { claim: `the path is unchanged for gradients times 10^±3: ${scale.ours}`, holds: scale.holds },
    { claim: `not for gradients near ε, ε inside the root: ${smallScale.ours}`, holds: !smallScale.holds },
    {
      claim: `|Δθ| ≤ γ for normal gradients in all but one update in ten thousand after the tenth: ${bound.ours}`,
      holds: steps.normal.lateShare < 1e-4,
    },
    { claim: `not for sparse ones: ${sparseBound.ours}`, holds: !sparseBound.holds },
    {
      claim: `the longest steps are those of the closed forms: at most ${formatNumber(100 * closed, 2)} % off`,
      holds: closed < 0.01,
    },
    { claim: `noise shortens the step: ${noise.ours}`, holds: noise.holds },
    { claim: `AdaGrad: ${adagrad.ours}`, holds: adagrad.holds },
    { claim: `RMSProp: ${rmsprop.ours}`, holds: rmsprop.holds },
  ];
}
