import { formatDigits, formatExponential, formatNumber } from "momenta/figures";
import { claim, holdsIf, holdsWhere, last, percent, question, type Statement } from "../core/index.js";
import { type AdamBiasProcess, HALVED_AFTER, type MomentRatio } from "./measure/bias.js";
import { RHO } from "./measure/firstSteps.js";
import type { NoisyStep } from "./measure/noise.js";
import type { ScaleForm } from "./measure/scale.js";
import type { AdamProperties } from "./result.js";

export function answer(result: AdamProperties): string {
  const { unbiased, scale, smallScale, sparse, noise } = findings(result);
  return (
    `stationary moments are unbiased (${unbiased}); times 10^±3 the path ${scale}, times 10⁻⁶ ${smallScale}; ` +
    `sparse gradients: ${sparse}; noise: ${noise}`
  );
}

export function claims(result: AdamProperties): Statement[] {
  const { bound, noise, firstSteps } = result;
  const inWords = findings(result);
  const [drifted, second] = (["first", "second"] as const).map(
    (moment) => ratioAt(result, "halved", moment, HALVED_AFTER + 5).corrected.estimate,
  ) as [number, number];
  const [least, most] = [noise[0] as NoisyStep, last(noise)];
  const isUnbiased = distanceFromOne(result) < 2;
  const isFalling = noise.slice(1).every((step, at) => {
    return step.rootMeanSquare.lower <= (noise[at] as NoisyStep).rootMeanSquare.upper;
  });
  const [adagrad, rmsprop] = ["AdaGrad", "RMSProp"].map((optimizer) => {
    return firstSteps.methods.find((one) => one.optimizer === optimizer)?.steps;
  }) as [readonly number[], readonly number[]];
  const { first, last: end, x } = firstSteps.adagradOnQuadric;
  const largestError = Math.max(
    ...bound.at.flatMap(({ worst, largest, lastAlone, lastAloneExpected }) => [
      Math.abs(worst / largest - 1),
      Math.abs(lastAlone / lastAloneExpected - 1),
    ]),
  );
  return [
    claim("I: on a stationary process E[m̂] = E[g] and E[v̂] = E[g²]", holdsWhere(isUnbiased), inWords.unbiased),
    claim(
      "I: E[m̂] = E[g] and E[v̂] = E[g²], as printed without a condition",
      holdsWhere(
        Math.abs(drifted - 1) < 0.02 && Math.abs(second - 1) < 0.02,
        holdsIf("gradients are stationary", isUnbiased),
      ),
      `five updates after the mean has halved m̂ is ${formatNumber(drifted, 2)} times E[g], v̂ ${formatNumber(second, 2)} times E[g²]`,
    ),
    claim(
      "II: the path is unchanged for gradients times 10^±3, √v̂ + ε",
      holdsWhere([-3, 3].every((power) => deviationAt(result, "beside", power) < 1e-3)),
      inWords.scale,
    ),
    claim(
      "II: robust to very small gradients, times 10⁻⁶",
      holdsWhere(
        deviationAt(result, "inside", -6) < 1e-3,
        holdsIf("ε is beside the root", deviationAt(result, "beside", -6) < 1e-3),
      ),
      inWords.smallScale,
    ),
    claim(
      "III: |Δθ| ≤ γ in stationary regimes, normal gradients",
      holdsWhere(
        bound.normal.share === 0,
        holdsIf("the first ten updates are left out", bound.normal.lateShare < 1e-4),
      ),
      `${share(bound.normal.share)} of the updates are beyond, ${share(bound.normal.lateShare)} after the tenth; ` +
        `the longest is ${formatNumber(bound.normal.longest, 3)} γ`,
    ),
    claim(
      "III: the same where one gradient in a hundred is not 0, and for any gradients",
      holdsWhere(bound.sparse.share === 0),
      inWords.sparse,
    ),
    claim(
      "IV: the step is smaller where the noise-to-signal ratio is high",
      holdsWhere(isFalling && most.rootMeanSquare.upper < least.rootMeanSquare.lower),
      inWords.noise,
    ),
    claim(
      "IV: and vanishes with it",
      holdsWhere(most.rootMeanSquare.estimate < 0.1),
      `the mean does (${formatNumber(most.mean.estimate, 3)} γ at ${most.ratio}), ` +
        `the length does not: √((1 − β₁)/(1 + β₁)) = ${formatNumber(most.expected.rootMeanSquare, 3)} γ`,
    ),
    claim(
      "AdaGrad's rate becomes very small: gradients that stay",
      holdsWhere(last(adagrad) < 0.1),
      `${formatNumber(adagrad[0] as number, 2)} γ at first, ${formatNumber(last(adagrad), 3)} γ after ${last(firstSteps.at)} updates, as 1/√t`,
    ),
    claim(
      "AdaGrad's rate becomes very small: gradients that vanish, ½ x²",
      holdsWhere(end < 0.1 * first),
      `from ${formatNumber(first, 2)} to ${formatNumber(end, 3)} and no further, with x at ${formatExponential(x, 0)}`,
    ),
    claim(
      "RMSProp's first steps are too large",
      holdsWhere((rmsprop[0] as number) > 2),
      `the first is ${formatNumber(rmsprop[0] as number, 1)} γ, 1/√(1 − ρ) with ρ = ${RHO}`,
    ),
    question(
      "are the longest steps those of the closed forms?",
      holdsWhere(largestError < 0.01),
      `at most ${percent(largestError, 2)} off`,
    ),
  ];
}

/** What both the claims and the answer say. */
function findings(result: AdamProperties) {
  const { bias, bound, noise } = result;
  const [least, most] = [noise[0] as NoisyStep, last(noise)];
  const deviation = (form: ScaleForm, power: number) => share(deviationAt(result, form, power));
  return {
    unbiased: `at all ${bias.at.length} updates, within ${formatNumber(distanceFromOne(result), 1)} half widths of the 95 % interval`,
    scale: `leaves it by ${deviation("beside", -3)} and ${deviation("beside", 3)} of its length`,
    smallScale: `leaves it by ${deviation("beside", -6)} with √v̂ + ε, by ${deviation("inside", -6)} with √(v̂ + ε), as the algorithm is printed`,
    sparse:
      `${share(bound.sparse.share)} are beyond, the longest is ${formatNumber(bound.sparse.longest, 2)} γ; one after zeros tends to ` +
      `${formatNumber(bound.limits.lastAlone, 2)} γ, the worst sequence to ${formatNumber(bound.limits.worst, 2)} γ`,
    noise:
      `root mean square ${formatNumber(least.rootMeanSquare.estimate, 3)} γ at ${least.ratio}, ` +
      `${formatNumber(most.rootMeanSquare.estimate, 3)} γ at ${most.ratio}`,
  };
}

function share(value: number): string {
  return `${formatDigits(100 * value, 2)} %`;
}

/** How far the path on 10^power · f goes from the one on f, as a share of the length of that path. */
function deviationAt({ scale }: AdamProperties, form: ScaleForm, power: number): number {
  return (scale.deviation[form][scale.powers.indexOf(power)] as number) / scale.length[form];
}

/** The moments over their expectations after update t. */
function ratioAt(
  { bias }: AdamProperties,
  name: AdamBiasProcess["name"],
  moment: "first" | "second",
  t: number,
): MomentRatio {
  const process = bias.processes.find((one) => one.name === name) as AdamBiasProcess;
  return process[moment][bias.at.indexOf(t)] as MomentRatio;
}

/** The largest distance of a corrected moment's mean from 1 on stationary gradients, in half widths of its interval. */
function distanceFromOne(result: AdamProperties): number {
  const distances = (["first", "second"] as const).flatMap((moment) =>
    result.bias.at.map((t) => {
      const { estimate, lower, upper } = ratioAt(result, "stationary", moment, t).corrected;
      return Math.abs(estimate - 1) / ((upper - lower) / 2);
    }),
  );
  return Math.max(...distances);
}
