import { formatNumber, formatPValue } from "momenta/figures";
import { differenceInterval, holm, type Interval, mean, meanInterval, pairedTTest } from "momenta/statistics";
import { claim, holdsAbove, holdsIf, holdsWhere, percentInterval, question, type Statement } from "../core/index.js";
import { lastQuarter } from "./measure/accuracy.js";
import type { Compared } from "./measure/comparison.js";
import { type FirstRate, META_RATE } from "./measure/firstRates.js";
import { STABILITY_SEEDS } from "./measure/stability.js";
import { costOf, type DeepIdbdResult, learnedBy } from "./result.js";

type Span = "all" | "early" | "late";
type Tasks = readonly number[];

const ofSpan: Readonly<Record<Span, (tasks: Tasks) => Tasks>> = {
  all: (tasks) => tasks,
  early: (tasks) => tasks.slice(0, tasks.length / 4),
  late: lastQuarter,
};

/** The online accuracy of each seed: of all tasks, of the first quarter of them, or of the last. */
export function accuracies(result: DeepIdbdResult, name: Compared, span: Span = "all"): number[] {
  return learnedBy(result, name).byTask.map((tasks) => mean(ofSpan[span](tasks)));
}

/** By how much a method is more accurate than another, seed by seed. */
export function ahead(result: DeepIdbdResult, name: Compared, other: Compared, span: Span = "all"): Interval {
  return differenceInterval(accuracies(result, name, span), accuracies(result, other, span));
}

/** What a method loses from the first quarter of the tasks to the last, less what another one loses, seed by seed. */
export function losesMore(result: DeepIdbdResult, name: Compared, other: Compared): Interval {
  const losses = (one: Compared) =>
    accuracies(result, one, "early").map((early, seed) => early - (accuracies(result, one, "late")[seed] as number));
  return differenceInterval(losses(name), losses(other));
}

/** The four ways to have or to lack optimization and normalization, as two pairs each: with, and without. */
export const effects = {
  optimization: [
    ["IDBD", "SGD"],
    ["hybrid", "normalization alone"],
  ],
  normalization: [
    ["normalization alone", "SGD"],
    ["hybrid", "IDBD"],
  ],
} as const satisfies Readonly<Record<string, readonly (readonly [Compared, Compared])[]>>;

/** The accuracies of a method that began with its smallest step size. */
export function fromTooSmall({ firstRates }: DeepIdbdResult, method: FirstRate["method"]): readonly number[] {
  const own = firstRates.filter((one) => one.method === method);
  return own.reduce((least, one) => (one.rate < least.rate ? one : least)).accuracy;
}

/** The accuracies of a method with that of its first step sizes that is best. */
export function fromBest({ firstRates }: DeepIdbdResult, method: FirstRate["method"]): readonly number[] {
  const own = firstRates.filter((one) => one.method === method);
  return own.reduce((best, one) => (mean(one.accuracy) > mean(best.accuracy) ? one : best)).accuracy;
}

export function answer(result: DeepIdbdResult): string {
  const [plain, normalized] = effects.optimization.map(([name, other]) => points(ahead(result, name, other)));
  return (
    `Optimizing the step sizes adds ${plain} points of online accuracy to tuned SGD and ${normalized} to normalization alone; ` +
    `${order(result, "all")[0] === "hybrid" ? "both together are best" : "both together are not best"}.`
  );
}

const points = ({ estimate }: Interval) => formatNumber(100 * estimate, 1);

const inPoints = (interval: Interval) => percentInterval(interval, 1).replace(" %", " points");

export function claims(result: DeepIdbdResult): Statement[] {
  const { stability, options } = result;
  const normalizing = ["RMSProp", "Adam"] as const;
  const rivals = ["SGD", "IDBD", "RMSProp", "Adam", "normalization alone"] as const;
  const pValues = holm(
    rivals.map((name) => pairedTTest(accuracies(result, "hybrid"), accuracies(result, name)).pValue),
  );
  const parts = ["IDBD", "normalization alone"] as const;
  const combined = parts.map((name) => ahead(result, "hybrid", name));
  const more = normalizing.map((name) => losesMore(result, name, "IDBD"));
  const idbd = costOf(result, "IDBD");
  const behind = ahead(result, "IDBD", "Adam");
  const kept = effects.optimization.map(([name, other]) => losesMore(result, other, name));
  const ofOptimization = effects.optimization.map(([name, other]) => ahead(result, name, other));
  const plain = stability.filter(({ method }) => method === "IDBD");
  const bounded = stability.filter(({ method }) => method === "bounded IDBD");
  const numbers = (one: (typeof plain)[number]) => `${one.lost} of ${STABILITY_SEEDS} with ${one.metaRate}`;
  const lost = (some: typeof plain) => some.reduce((sum, one) => sum + one.lost, 0);
  const saved = (["IDBD", "hybrid"] as const).map((name, at) => {
    const without = (["SGD", "normalization alone"] as const)[at] as FirstRate["method"];
    return {
      name,
      gain: differenceInterval(fromTooSmall(result, name), fromTooSmall(result, without)),
      left: differenceInterval(fromBest(result, without), fromTooSmall(result, name)),
    };
  });
  return [
    claim(
      "“combining normalization and optimization approaches could improve step-size adaptation in deep neural networks for continual learning”",
      holdsAbove(0, ...combined),
      `online accuracy of the hybrid above ${parts.map((name, at) => `${name}: ${inPoints(combined[at] as Interval)}`).join("; ")}`,
    ),
    claim(
      "“may be more robust to non-stationary data”",
      holdsAbove(0, ...more),
      `from the first quarter of the tasks to the last, ${normalizing.map((name, at) => `${name} loses ${inPoints(more[at] as Interval)} more than IDBD`).join(", ")}`,
    ),
    claim(
      "“requires maintaining additional state for step-size parameters”",
      holdsIf(
        "compared with SGD or RMSProp, not with Adam",
        idbd.stateNumbers > costOf(result, "RMSProp").stateNumbers &&
          idbd.stateNumbers === costOf(result, "Adam").stateNumbers,
      ),
      `numbers for each parameter: ${(["SGD", "RMSProp", "Adam", "IDBD", "hybrid"] as const)
        .map((name) => `${name} ${costOf(result, name).stateNumbers}`)
        .join(", ")}`,
    ),
    claim(
      "“may be more computationally expensive”",
      holdsAbove(1, idbd.overRmsprop, idbd.overAdam),
      `time of IDBD's update over that of RMSProp ${ratio(idbd.overRmsprop)}, of Adam ${ratio(idbd.overAdam)}, on one machine`,
    ),
    claim(
      "“Poor performance relative to normalization methods could suggest the problem doesn't benefit from optimization-based adaptation.”",
      behind.upper < 0 ? holdsWhere(ofOptimization.every(({ lower }) => lower <= 0)) : "undecided",
      `IDBD − Adam ${inPoints(behind)}; yet optimization adds ${inPoints(ofOptimization[0] as Interval)} to SGD and ` +
        `${inPoints(ofOptimization[1] as Interval)} to normalization`,
    ),
    claim(
      "“If step-sizes diverge or oscillate, it may indicate inappropriate meta-learning rate or initialization.”",
      holdsWhere(plain[0]?.lost === 0 && lost(plain) > 0),
      `seeds of which nothing is left: ${plain.map(numbers).join(", ")}`,
    ),
    question(
      "is the hybrid the most accurate, paired by seed?",
      holdsAbove(0, ...rivals.map((name) => ahead(result, "hybrid", name))),
      rivals
        .map(
          (name, at) =>
            `hybrid − ${name} ${inPoints(ahead(result, "hybrid", name))}, Holm's p ${formatPValue(pValues[at] as number)}`,
        )
        .join("; "),
    ),
    question(
      "is it optimization that keeps the accuracy, task after task?",
      holdsAbove(0, ...kept),
      effects.optimization
        .map(([name, other], at) => `${other} loses ${inPoints(kept[at] as Interval)} more than ${name}`)
        .join("; "),
    ),
    question(
      "does optimization make good what a first step size that is far too small takes away?",
      holdsWhere(saved.every(({ gain, left }) => gain.lower > 0 && left.lower <= 0.01)),
      saved
        .map(
          ({ name, gain, left }) =>
            `${name}, θ = ${META_RATE}: ${inPoints(gain)} gained, ${inPoints(left)} below the best first step size`,
        )
        .join("; "),
    ),
    question(
      "does a bound on the whole step keep IDBD from blowing up?",
      holdsWhere(lost(bounded) === 0),
      `${lost(plain)} of ${plain.length * STABILITY_SEEDS} networks lost without, ${lost(bounded)} with it: ${bounded.map(numbers).join(", ")}`,
    ),
    question(
      "is the order of the methods the same in the last quarter of the tasks?",
      holdsWhere(order(result, "all").join() === order(result, "late").join()),
      `all ${options.tasks} tasks: ${order(result, "all").join(" > ")}; the last ${options.tasks / 4}: ${order(result, "late").join(" > ")}`,
    ),
  ];
}

/** The methods, the most accurate first. */
export function order(result: DeepIdbdResult, span: Span): Compared[] {
  return result.comparison
    .map(({ name }) => ({ name, accuracy: mean(accuracies(result, name, span)) }))
    .sort((a, b) => b.accuracy - a.accuracy)
    .map(({ name }) => name);
}

const ratio = ({ estimate, lower, upper }: Interval) =>
  `${formatNumber(estimate, 2)} [${formatNumber(lower, 2)}, ${formatNumber(upper, 2)}]`;

/** The online accuracy of a method with its interval over seeds. */
export const accuracyOf = (result: DeepIdbdResult, name: Compared, span: Span = "all"): Interval =>
  meanInterval(accuracies(result, name, span));
