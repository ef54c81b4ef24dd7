import { formatDigits, formatInterval, formatNumber } from "momenta/figures";
import type { Interval } from "momenta/statistics";
import { claim, holdsIf, holdsWhere, last, question, type Statement } from "../core/index.js";
import type { PathsApart } from "./measure/identities.js";
import type { AdamwForm } from "./measure/network.js";
import type { ToyDecay } from "./measure/toy.js";
import type { DecoupledDecay } from "./result.js";

/** Below this a distance of two paths is rounding. */
const ROUNDING = 1e-5;

/** The least test error of a form over all λ above 0, and its λ. */
function bestError({ network, options }: DecoupledDecay, form: AdamwForm): { at: number; error: Interval } {
  const all = options.weightDecays.map((at, index) => ({ at, error: network.error[form][index] as Interval }));
  return all.slice(1).reduce((best, one) => (one.error.estimate < best.error.estimate ? one : best));
}

export function answer(result: DecoupledDecay): string {
  const { sgd, less, uniform, proximal, error } = statements(result);
  return (
    `SGD: ${sgd.numbers}; L2 in Adam, ${less.numbers}; AdamW, ${uniform.numbers}; ` +
    `the printed proximal problem ${proximal.numbers}; ${error.numbers}`
  );
}

export function claims(result: DecoupledDecay): Statement[] {
  return Object.values(statements(result));
}

/** The claims of the source by name, each with what decides it here. */
function statements(result: DecoupledDecay) {
  const { identities, toy, network, options, proximal } = result;
  const pathsOf = (optimizer: string) => identities.find((one) => one.optimizer === optimizer) as PathsApart;
  const [half, printed] = identities.slice(-2) as [PathsApart, PathsApart];
  const [smallest, largest] = [toy[0], last(toy)] as [ToyDecay, ToyDecay];
  const share = (value: number) => formatDigits(value / options.examined, 3);
  const adaptive = ["AdaGrad", "RMSProp", "Adam"].map(pathsOf);
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
    sgd: claim(
      "for SGD an L2 penalty and weight decay are identical",
      holdsWhere(pathsOf("SGD").distance < ROUNDING),
      `paths at most ${formatDigits(pathsOf("SGD").distance, 2)} apart`,
    ),
    momentum: question(
      "with momentum, too?",
      holdsWhere(pathsOf("SGD + momentum").distance < ROUNDING),
      `${formatDigits(pathsOf("SGD + momentum").distance, 2)} apart: the penalty gathers in the velocity, the decay does not`,
    ),
    adaptive: claim(
      "not for adaptive methods",
      holdsWhere(adaptive.every(({ distance }) => distance > 0.01)),
      adaptive.map(({ optimizer, distance }) => `${optimizer} ${formatNumber(distance, 2)}`).join(", "),
    ),
    objective: claim(
      "the penalty λ‖θ‖² has the gradient λθ",
      holdsWhere(printed.distance < ROUNDING, holdsIf("the penalty is ½λ‖θ‖²", half.distance < ROUNDING)),
      `${formatDigits(printed.distance, 2)} apart; ½λ‖θ‖²: ${formatDigits(half.distance, 2)}`,
    ),
    less: claim(
      "L2 in Adam: parameters with large gradients are decayed less",
      holdsWhere(network.correlation.upper < 0 && largest.received.l2.upper < smallest.received.l2.lower),
      `noise of size ${smallest.scale} to ${largest.scale}: ${share(smallest.received.l2.estimate)} to ` +
        `${share(largest.received.l2.estimate)} times λ; network: rank correlation ${formatInterval(network.correlation, 3)}`,
    ),
    printed: claim(
      "as θ − γ D (m̂ + λθ)",
      holdsWhere(sparse.every((ratio) => Math.abs(ratio - 1) < 0.1)),
      `the printed step decays ${formatNumber(Math.max(...sparse), 1)} times as much as L2 in the gradient where gradients are small`,
    ),
    uniform: claim(
      "AdamW: decay independent of the gradient history",
      holdsWhere(Math.abs(least - 1) < 0.05 && Math.abs(most - 1) < 0.05),
      `network: ${formatNumber(least)} to ${formatNumber(most)} times λ`,
    ),
    proximal: claim(
      "the proximal problem gives exactly AdamW's step: term −γλθ_t",
      holdsWhere(worst("printed") < 0.01),
      `misses the whole decay: ${formatNumber(worst("printed"), 2)} of γλ‖θ_t‖`,
    ),
    repaired: question(
      "with the term λ θ_tᵀ D⁻¹ θ?",
      holdsWhere(worst("linear") < 0.01),
      `off by at most ${formatDigits(worst("linear"), 2)} of the decay; ½λ‖θ‖² in the norm of D⁻¹ ${formatNumber(worst("scaled"), 2)}, ` +
        `½λ‖θ‖² as it is ${formatNumber(worst("plain"), 1)}`,
    ),
    error: claim(
      "AdamW: more stable and predictable regularization (it harms only at a larger λ)",
      holdsWhere(harmful("adamw") > harmful("l2")),
      `the test error is above that of λ = 0 from λ = ${harmful("l2")} on with L2, from ${harmful("adamw")} on with AdamW; at its least ` +
        `it is ${formatInterval(l2.error, 1)} % and ${formatInterval(adamw.error, 1)} %, without penalty ${formatInterval(without, 1)} %`,
    ),
  };
}
