import { formatInterval, formatNumber } from "momenta/figures";
import type { Interval } from "momenta/statistics";
import { claim, holdsIf, holdsWhere, last, question, type Statement } from "../core/index.js";
import type { AmsgradMethod } from "./measure/methods.js";
import type { AmsgradPaperProblem } from "./measure/paper.js";
import type { AmsgradArm, AmsgradPlayed, AmsgradRate } from "./measure/sequence.js";
import type { Amsgrad } from "./result.js";

/** What a method did on the source's sequence. */
export function playedBy({ played }: Amsgrad, method: AmsgradMethod, arm: AmsgradArm): AmsgradPlayed {
  return played.find((one) => one.method === method && one.arm === arm) as AmsgradPlayed;
}

/** What a method did on the paper's own problem. */
export function onPaper(
  { paper }: Amsgrad,
  method: AmsgradMethod,
  kind: AmsgradPaperProblem["kind"],
): AmsgradPaperProblem {
  return paper.find((one) => one.method === method && one.kind === kind) as AmsgradPaperProblem;
}

/** The power of T that R_T / T follows over the last tenth of the logarithm of T. */
export function regretOrder({ at }: Amsgrad, { regret }: AmsgradPlayed, rate: AmsgradRate): number {
  const last = at.length - 1;
  const middle = Math.floor(last / 2);
  const logarithm = (value: number | undefined) => Math.log(value as number);
  return (
    (logarithm(regret[rate][last]) - logarithm(regret[rate][middle])) / (logarithm(at[last]) - logarithm(at[middle]))
  );
}

/** The mean regret of an update over about the second half of the updates, without the way from 0 to the border. */
export function lateRegret({ at }: Amsgrad, { regret }: AmsgradPlayed, rate: AmsgradRate): number {
  const [last, middle] = [at.length - 1, at.findIndex((T) => T >= (at.at(-1) as number) / 2)];
  const total = (record: number) => (at[record] as number) * (regret[rate][record] as number);
  return (total(last) - total(middle)) / ((at[last] as number) - (at[middle] as number));
}

/** What decides the regret of both methods where γ shrinks: the sentence, and whether it vanishes for AMSGrad alone. */
function shrinkingRegret(result: Amsgrad): { readonly numbers: string; readonly holds: boolean } {
  const [adam, amsgrad] = [playedBy(result, "Adam", "paper"), playedBy(result, "AMSGrad", "paper")];
  const [ofAdam, ofAmsgrad] = [regretOrder(result, adam, "shrinking"), regretOrder(result, amsgrad, "shrinking")];
  return {
    numbers:
      `with γ/√t, T = ${result.at.at(-1)}: AMSGrad ${formatNumber(last(amsgrad.regret.shrinking))}, falling as T^${formatNumber(ofAmsgrad, 2)}; ` +
      `Adam ${formatNumber(last(adam.regret.shrinking))}, T^${formatNumber(ofAdam, 2)}`,
    holds: ofAmsgrad < -0.4 && Math.abs(ofAdam) < 0.05,
  };
}

export function answer(result: Amsgrad): string {
  const [adam, usual] = [playedBy(result, "Adam", "paper"), playedBy(result, "Adam", "usual")];
  return (
    `Adam with β₁ = 0, β₂ = 1/(1 + C²): ${formatNumber(adam.drift, 2)} γ a cycle, to ${formatNumber(adam.end, 2)}; ` +
    `with its usual β: to ${formatNumber(usual.end, 2)}; AMSGrad: ${formatNumber(playedBy(result, "AMSGrad", "paper").end, 2)}; ` +
    shrinkingRegret(result).numbers
  );
}

export function claims(result: Amsgrad): Statement[] {
  const { shrinkingRate } = result.options;
  const [adam, small, large, usual] = (["paper", "small", "large", "usual"] as const).map((arm) =>
    playedBy(result, "Adam", arm),
  ) as [AmsgradPlayed, AmsgradPlayed, AmsgradPlayed, AmsgradPlayed];
  const isUnit = ({ drift }: AmsgradPlayed) => Math.abs(drift - 1) < 0.05;
  const amsgrad = result.played.filter(({ method }) => method === "AMSGrad");
  const regret = shrinkingRegret(result);
  const late = lateRegret(result, playedBy(result, "AMSGrad", "paper"), "constant");
  const ends = (["online", "stochastic"] as const).map((kind) => {
    const end = (method: AmsgradMethod) => onPaper(result, method, kind).positions.at(-1) as Interval;
    return { kind, adam: end("Adam"), amsgrad: end("AMSGrad") };
  });
  const error = Math.max(...result.played.map(({ drift, predictedDrift }) => Math.abs(drift - predictedDrift)));
  return [
    claim(
      "β₁ = 0, small β₂: Adam drifts to +1, the worst point",
      holdsWhere(adam.end > 0.95 && small.end > 0.95),
      `x = ${formatNumber(adam.end, 3)} with β₂ = 1/(1 + C²), ${formatNumber(small.end, 3)} with 10⁻⁴`,
    ),
    claim(
      "+γ a cycle",
      holdsWhere(isUnit(adam) && isUnit(small), holdsIf("β₂ is far below 1/C²", isUnit(small))),
      `${formatNumber(adam.drift, 3)} γ with β₂ = 1/(1 + C²), ${formatNumber(small.drift, 3)} γ with 10⁻⁴; ` +
        `closed form ${formatNumber(adam.predictedDrift, 3)} and ${formatNumber(small.predictedDrift, 3)}`,
    ),
    claim(
      "on this sequence it is a fundamental flaw of Adam",
      holdsWhere(usual.end > 0.95),
      `the default β = (.9, .999) goes to ${formatNumber(usual.end, 3)} on this sequence, ` +
        `β = (0, .9) to ${formatNumber(large.end, 3)}`,
    ),
    claim(
      "AMSGrad goes to −1",
      holdsWhere(amsgrad.every(({ end }) => end < -0.95)),
      amsgrad.map(({ arm, end }) => `${formatNumber(end, 3)} (${arm})`).join(", "),
    ),
    claim("R_T/T → 0 for AMSGrad and not for Adam (β₁ = 0, small β₂)", holdsWhere(regret.holds), regret.numbers),
    claim(
      "the same with a constant γ",
      holdsWhere(late < 0.1 * result.predictedRegret),
      `AMSGrad tends to ${formatNumber(late, 5)} (the second half of the updates), closed form ${formatNumber(result.predictedRegret, 5)}`,
    ),
    claim(
      `Reddi et al., 1010 x and −10 x, γ = ${shrinkingRate}/√t: Adam to 1, AMSGrad to the other side, −1 in the end`,
      holdsWhere(ends.every((end) => end.adam.lower > 0.9 && end.amsgrad.upper < 0)),
      ends.map((end) => `${end.kind} ${formatInterval(end.adam, 3)} and ${formatInterval(end.amsgrad, 3)}`).join("; "),
    ),
    question(
      "are the measured drifts those of the closed form?",
      holdsWhere(error < 0.01),
      `the largest difference is ${formatNumber(error, 4)} γ`,
    ),
    question(
      "does every cell of the map end on the side of the closed form, or 97 % of them?",
      holdsWhere(result.map.panels.every(({ agreement }) => agreement >= 0.97)),
      result.map.panels.map(({ agreement }) => `${formatNumber(100 * agreement, 1)} %`).join(", "),
    ),
  ];
}
