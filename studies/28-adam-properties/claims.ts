import { formatNumber } from "momenta/figures";
import type { AdamProperties } from "./adamProperties.js";
import { type AdamBiasProcess, HALVED_AFTER, type MomentRatio } from "./bias.js";
import { RHO } from "./firstSteps.js";
import type { ScaleForm } from "./scale.js";

/** What the source says, and what came out here. */
export interface Claim {
  readonly published: string;
  readonly ours: string;
  readonly holds: boolean;
}

/** How far the path on 10^power · f goes from the one on f, as a share of the length of that path. */
export function deviationAt({ scale }: AdamProperties, form: ScaleForm, power: number): number {
  return (scale.deviation[form][scale.powers.indexOf(power)] as number) / scale.length[form];
}

/** The largest distance of the mean from 1, in half widths of its interval. */
function farthest(ratios: readonly MomentRatio[]): number {
  return Math.max(
    ...ratios.map(({ corrected: { estimate, lower, upper } }) => Math.abs(estimate - 1) / ((upper - lower) / 2)),
  );
}

/** The moments over their expectations after update t. */
export function ratioAt(
  { bias }: AdamProperties,
  name: AdamBiasProcess["name"],
  moment: "first" | "second",
  t: number,
) {
  const process = bias.processes.find((one) => one.name === name) as AdamBiasProcess;
  return process[moment][bias.at.indexOf(t)] as MomentRatio;
}

/** The source's claims, each beside what decides it here. */
export function claims(
  result: AdamProperties,
): Record<
  | "unbiased"
  | "drifting"
  | "scale"
  | "smallScale"
  | "bound"
  | "sparseBound"
  | "noise"
  | "floor"
  | "adagrad"
  | "adagradQuadric"
  | "rmsprop",
  Claim
> {
  const { bias, bound, noise, firstSteps } = result;
  const [stationary] = bias.processes as [AdamBiasProcess];
  const distance = Math.max(farthest(stationary.first), farthest(stationary.second));
  const after = HALVED_AFTER + 5;
  const [drifted, second] = (["first", "second"] as const).map((moment) =>
    ratioAt(result, "halved", moment, after),
  ) as [MomentRatio, MomentRatio];
  const share = (value: number) => `${formatNumber(Number((100 * value).toPrecision(2)))} %`;
  const percent = (form: ScaleForm, power: number) => share(deviationAt(result, form, power));
  const [least, most] = [noise[0], noise.at(-1)] as [(typeof noise)[number], (typeof noise)[number]];
  const falling = noise.every((step, at) => {
    const before = noise[at - 1];
    return before === undefined || step.rootMeanSquare.lower <= before.rootMeanSquare.upper;
  });
  const stepsOf = (optimizer: string) => firstSteps.methods.find((one) => one.optimizer === optimizer)?.steps ?? [];
  const [adagrad, rmsprop] = [stepsOf("AdaGrad"), stepsOf("RMSProp")];
  const { first, last, x } = firstSteps.adagradOnQuadric;
  return {
    unbiased: {
      published: "I: on a stationary process E[m̂] = E[g] and E[v̂] = E[g²]",
      ours: `at all ${bias.at.length} updates, within ${formatNumber(distance, 1)} half widths of the 95 % interval`,
      holds: distance < 2,
    },
    drifting: {
      published: "I: E[m̂] = E[g] and E[v̂] = E[g²], as printed without a condition",
      ours:
        `five updates after the mean has halved m̂ is ${formatNumber(drifted.corrected.estimate, 2)} times E[g], ` +
        `v̂ ${formatNumber(second.corrected.estimate, 2)} times E[g²]`,
      holds: Math.abs(drifted.corrected.estimate - 1) < 0.02 && Math.abs(second.corrected.estimate - 1) < 0.02,
    },
    scale: {
      published: "II: the path is unchanged for gradients times 10^±3, √v̂ + ε",
      ours: `leaves it by ${percent("beside", -3)} and ${percent("beside", 3)} of its length`,
      holds: [-3, 3].every((power) => deviationAt(result, "beside", power) < 1e-3),
    },
    smallScale: {
      published: "II: robust to very small gradients, times 10⁻⁶",
      ours: `leaves it by ${percent("beside", -6)} with √v̂ + ε, by ${percent("inside", -6)} with √(v̂ + ε), as the algorithm is printed`,
      holds: deviationAt(result, "inside", -6) < 1e-3,
    },
    bound: {
      published: "III: |Δθ| ≤ γ in stationary regimes, normal gradients",
      ours: `${share(bound.normal.share)} of the updates are beyond, ${share(bound.normal.lateShare)} after the tenth; the longest is ${formatNumber(bound.normal.longest, 3)} γ`,
      holds: bound.normal.share === 0,
    },
    sparseBound: {
      published: "III: the same where one gradient in a hundred is not 0, and for any gradients",
      ours:
        `${share(bound.sparse.share)} are beyond, the longest is ${formatNumber(bound.sparse.longest, 2)} γ; one after zeros tends to ` +
        `${formatNumber(bound.limits.lastAlone, 2)} γ, the worst sequence to ${formatNumber(bound.limits.worst, 2)} γ`,
      holds: bound.sparse.share === 0,
    },
    noise: {
      published: "IV: the step is smaller where the noise-to-signal ratio is high",
      ours: `root mean square ${formatNumber(least.rootMeanSquare.estimate, 3)} γ at ${least.ratio}, ${formatNumber(most.rootMeanSquare.estimate, 3)} γ at ${most.ratio}`,
      holds: falling && most.rootMeanSquare.upper < least.rootMeanSquare.lower,
    },
    floor: {
      published: "IV: and vanishes with it",
      ours: `the mean does (${formatNumber(most.mean.estimate, 3)} γ at ${most.ratio}), the length does not: √((1 − β₁)/(1 + β₁)) = ${formatNumber(most.expected.rootMeanSquare, 3)} γ`,
      holds: most.rootMeanSquare.estimate < 0.1,
    },
    adagrad: {
      published: "AdaGrad's rate becomes very small: gradients that stay",
      ours: `${formatNumber(adagrad[0] as number, 2)} γ at first, ${formatNumber(adagrad.at(-1) as number, 3)} γ after ${firstSteps.at.at(-1)} updates, as 1/√t`,
      holds: (adagrad.at(-1) as number) < 0.1,
    },
    adagradQuadric: {
      published: "AdaGrad's rate becomes very small: gradients that vanish, ½ x²",
      ours: `from ${formatNumber(first, 2)} to ${formatNumber(last, 3)} and no further, with x at ${x.toExponential(0).replace("-", "−")}`,
      holds: last < 0.1 * first,
    },
    rmsprop: {
      published: "RMSProp's first steps are too large",
      ours: `the first is ${formatNumber(rmsprop[0] as number, 1)} γ, 1/√(1 − ρ) with ρ = ${RHO}`,
      holds: (rmsprop[0] as number) > 2,
    },
  };
}
