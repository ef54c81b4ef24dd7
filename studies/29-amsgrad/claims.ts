import { formatInterval, formatNumber } from "momenta/figures";
import type { AmsgradArm, AmsgradConvergence, AmsgradPaperProblem, AmsgradPlayed, AmsgradRate } from "./convergence.js";
import type { AmsgradMethod } from "./methods.js";

/** What the source says, and what came out here. */
export interface Claim {
  readonly published: string;
  readonly ours: string;
  readonly holds: boolean;
}

/** What a method did on the source's sequence. */
export function playedBy({ played }: AmsgradConvergence, method: AmsgradMethod, arm: AmsgradArm): AmsgradPlayed {
  return played.find((one) => one.method === method && one.arm === arm) as AmsgradPlayed;
}

/** What a method did on the paper's own problem. */
export function onPaper(
  { paper }: AmsgradConvergence,
  method: AmsgradMethod,
  kind: AmsgradPaperProblem["kind"],
): AmsgradPaperProblem {
  return paper.find((one) => one.method === method && one.kind === kind) as AmsgradPaperProblem;
}

/** The power of T that R_T / T follows over the last tenth of the logarithm of T. */
export function regretOrder({ at }: AmsgradConvergence, { regret }: AmsgradPlayed, rate: AmsgradRate): number {
  const last = at.length - 1;
  const middle = Math.floor(last / 2);
  const logarithm = (value: number | undefined) => Math.log(value as number);
  return (
    (logarithm(regret[rate][last]) - logarithm(regret[rate][middle])) / (logarithm(at[last]) - logarithm(at[middle]))
  );
}

/** The mean regret of an update over about the second half of the updates, without the way from 0 to the border. */
export function lateRegret({ at }: AmsgradConvergence, { regret }: AmsgradPlayed, rate: AmsgradRate): number {
  const [last, middle] = [at.length - 1, at.findIndex((T) => T >= (at.at(-1) as number) / 2)];
  const total = (record: number) => (at[record] as number) * (regret[rate][record] as number);
  return (total(last) - total(middle)) / ((at[last] as number) - (at[middle] as number));
}

/** The source's claims, each beside what decides it here. */
export function claims(
  result: AmsgradConvergence,
): Record<"wrongEnd" | "drift" | "usual" | "rightEnd" | "regret" | "constantRegret" | "paper", Claim> {
  const { shrinkingRate } = result.options;
  const of = (method: AmsgradMethod, arm: AmsgradArm) => playedBy(result, method, arm);
  const [adam, amsgrad, small, usual] = [
    of("Adam", "paper"),
    of("AMSGrad", "paper"),
    of("Adam", "small"),
    of("Adam", "usual"),
  ];
  const last = (values: readonly number[]) => values.at(-1) as number;
  const order = (played: AmsgradPlayed) => formatNumber(regretOrder(result, played, "shrinking"), 2);
  const ends = (["online", "stochastic"] as const).map((kind) =>
    (["Adam", "AMSGrad"] as const).map((method) => onPaper(result, method, kind).positions.at(-1)),
  ) as [[Ending, Ending], [Ending, Ending]];
  const late = lateRegret(result, amsgrad, "constant");
  return {
    wrongEnd: {
      published: "β₁ = 0, small β₂: Adam drifts to +1, the worst point",
      ours: `x = ${formatNumber(adam.end, 3)} with β₂ = 1/(1 + C²), ${formatNumber(small.end, 3)} with 10⁻⁴`,
      holds: adam.end > 0.95 && small.end > 0.95,
    },
    drift: {
      published: "+γ a cycle",
      ours:
        `${formatNumber(adam.drift, 3)} γ with β₂ = 1/(1 + C²), ${formatNumber(small.drift, 3)} γ with 10⁻⁴; ` +
        `closed form ${formatNumber(adam.predictedDrift, 3)} and ${formatNumber(small.predictedDrift, 3)}`,
      holds: Math.abs(adam.drift - 1) < 0.05 && Math.abs(small.drift - 1) < 0.05,
    },
    usual: {
      published: "on this sequence it is a fundamental flaw of Adam",
      ours:
        `the default β = (.9, .999) goes to ${formatNumber(usual.end, 3)} on this sequence, ` +
        `β = (0, .9) to ${formatNumber(of("Adam", "large").end, 3)}`,
      holds: usual.end > 0.95,
    },
    rightEnd: {
      published: "AMSGrad goes to −1",
      ours: result.played
        .filter(({ method }) => method === "AMSGrad")
        .map(({ arm, end }) => `${formatNumber(end, 3)} (${arm})`)
        .join(", "),
      holds: result.played.every(({ method, end }) => method === "Adam" || end < -0.95),
    },
    regret: {
      published: "R_T/T → 0 for AMSGrad and not for Adam (β₁ = 0, small β₂)",
      ours:
        `with γ/√t, T = ${result.at.at(-1)}: AMSGrad ${formatNumber(last(amsgrad.regret.shrinking))}, falling as T^${order(amsgrad)}; ` +
        `Adam ${formatNumber(last(adam.regret.shrinking))}, T^${order(adam)}`,
      holds:
        regretOrder(result, amsgrad, "shrinking") < -0.4 && Math.abs(regretOrder(result, adam, "shrinking")) < 0.05,
    },
    constantRegret: {
      published: "the same with a constant γ",
      ours: `AMSGrad tends to ${formatNumber(late, 5)} (the second half of the updates), closed form ${formatNumber(result.predictedRegret, 5)}`,
      holds: late < 0.1 * result.predictedRegret,
    },
    paper: {
      published: `Reddi et al., 1010 x and −10 x, γ = ${shrinkingRate}/√t: Adam to 1, AMSGrad to the other side, −1 in the end`,
      ours: ends
        .map(
          ([wrong, right], at) =>
            `${at === 0 ? "online" : "stochastic"} ${formatInterval(wrong, 3)} and ${formatInterval(right, 3)}`,
        )
        .join("; "),
      holds: ends.every(([wrong, right]) => wrong.lower > 0.9 && right.upper < 0),
    },
  };
}

type Ending = AmsgradPaperProblem["positions"][number];
