import { formatInterval, formatNumber } from "momenta/figures";
import type { Interval } from "momenta/statistics";
import type { DecoupledDecay } from "./decoupledDecay.js";
import type { PathsApart } from "./identity.js";
import type { AdamwForm } from "./network.js";
import type { ToyDecay } from "./toy.js";

/** What the source says, and what came out here. */
export interface Claim {
  readonly published: string;
  readonly ours: string;
  readonly holds: boolean;
}

/** Below this a distance of two paths is rounding. */
const ROUNDING = 1e-5;

/** The least test error of a form over all λ above 0, and its λ. */
export function bestError({ network, options }: DecoupledDecay, form: AdamwForm): { at: number; error: Interval } {
  const all = options.weightDecays.map((at, index) => ({ at, error: network.error[form][index] as Interval }));
  return all.slice(1).reduce((best, one) => (one.error.estimate < best.error.estimate ? one : best));
}

/** The source's claims, each beside what decides it here. */
export function claims(
  result: DecoupledDecay,
): Record<
  "sgd" | "momentum" | "adaptive" | "objective" | "less" | "printed" | "uniform" | "proximal" | "repaired" | "error",
  Claim
> {
  const { identities, toy, network, options, proximal } = result;
  const of = (optimizer: string) => identities.find((one) => one.optimizer === optimizer) as PathsApart;
  const [half, printed] = identities.slice(-2) as [PathsApart, PathsApart];
  const [smallest, largest] = [toy[0], toy.at(-1)] as [ToyDecay, ToyDecay];
  const share = (value: number) => formatNumber(Number((value / options.examined).toPrecision(3)));
  const adaptive = ["AdaGrad", "RMSProp", "Adam"].map(of);
  const worst = (form: "printed" | "linear" | "scaled" | "plain") =>
    Math.max(...proximal.map(({ distance }) => distance[form]));
  const [least, most] = network.adamwRange;
  const [l2, adamw] = [bestError(result, "l2"), bestError(result, "adamw")];
  const [without] = network.error.l2 as [Interval];
  const harmful = (form: AdamwForm) =>
    options.weightDecays.find((_, at) => (network.error[form][at] as Interval).lower > without.upper) ??
    Number.POSITIVE_INFINITY;
  const sparse = toy.map(({ received }) => received.printed.estimate / received.l2.estimate);
  return {
    sgd: {
      published: "for SGD an L2 penalty and weight decay are identical",
      ours: `paths at most ${short(of("SGD").distance)} apart`,
      holds: of("SGD").distance < ROUNDING,
    },
    momentum: {
      published: "(the same with momentum)",
      ours: `${short(of("SGD + momentum").distance)} apart: the penalty gathers in the velocity, the decay does not`,
      holds: of("SGD + momentum").distance < ROUNDING,
    },
    adaptive: {
      published: "not for adaptive methods",
      ours: adaptive.map(({ optimizer, distance }) => `${optimizer} ${formatNumber(distance, 2)}`).join(", "),
      holds: adaptive.every(({ distance }) => distance > 0.01),
    },
    objective: {
      published: "the penalty λ‖θ‖² has the gradient λθ",
      ours: `${short(printed.distance)} apart; ½λ‖θ‖²: ${short(half.distance)}`,
      holds: printed.distance < ROUNDING,
    },
    less: {
      published: "L2 in Adam: parameters with large gradients are decayed less",
      ours:
        `noise of size ${smallest.scale} to ${largest.scale}: ${share(smallest.received.l2.estimate)} to ` +
        `${share(largest.received.l2.estimate)} times λ; network: rank correlation ${formatInterval(network.correlation, 3)}`,
      holds: network.correlation.upper < 0 && largest.received.l2.upper < smallest.received.l2.lower,
    },
    printed: {
      published: "as θ − γ D (m̂ + λθ)",
      ours: `the printed step decays ${formatNumber(Math.max(...sparse), 1)} times as much as L2 in the gradient where gradients are small`,
      holds: sparse.every((ratio) => Math.abs(ratio - 1) < 0.1),
    },
    uniform: {
      published: "AdamW: decay independent of the gradient history",
      ours: `network: ${formatNumber(least)} to ${formatNumber(most)} times λ`,
      holds: Math.abs(least - 1) < 0.05 && Math.abs(most - 1) < 0.05,
    },
    proximal: {
      published: "the proximal problem gives exactly AdamW's step: term −γλθ_t",
      ours: `misses the whole decay: ${formatNumber(worst("printed"), 2)} of γλ‖θ_t‖`,
      holds: worst("printed") < 0.01,
    },
    repaired: {
      published: "(with the term λ θ_tᵀ D⁻¹ θ)",
      ours:
        `off by at most ${short(worst("linear"))} of the decay; ½λ‖θ‖² in the norm of D⁻¹ ${formatNumber(worst("scaled"), 2)}, ` +
        `½λ‖θ‖² as it is ${formatNumber(worst("plain"), 1)}`,
      holds: worst("linear") < 0.01,
    },
    error: {
      published: "AdamW: more stable and predictable regularization (it harms only at a larger λ)",
      ours:
        `the test error is above that of λ = 0 from λ = ${harmful("l2")} on with L2, from ${harmful("adamw")} on with AdamW; at its least ` +
        `it is ${formatInterval(l2.error, 1)} % and ${formatInterval(adamw.error, 1)} %, without penalty ${formatInterval(without, 1)} %`,
      holds: harmful("adamw") > harmful("l2"),
    },
  };
}

/** To two digits. */
function short(value: number): string {
  return formatNumber(Number(value.toPrecision(2)));
}
