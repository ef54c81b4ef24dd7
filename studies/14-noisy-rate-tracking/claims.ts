import { optimalStepSize } from "momenta/datasets";
import { formatInterval, formatNumber } from "momenta/figures";
import { differenceInterval, type Interval, mean, meanInterval, spearman } from "momenta/statistics";
import { belowRivals, type OnlineMethodName } from "../common/index.js";
import { claim, holdsAbove, holdsBelow, holdsWhere, percent, question, type Statement } from "../core/index.js";
import { leastError } from "./measure/closedForm.js";
import { logRatio, type RateTrackingResult, trackedBy } from "./result.js";

const perSeed = (rows: readonly (readonly number[])[]) => rows.map((row) => mean(row));

/** By how much the mean squared error of a method is above that of IDBD, seed by seed. */
export function aboveIdbd(result: RateTrackingResult, name: OnlineMethodName): Interval {
  return differenceInterval(perSeed(trackedBy(result, name).errors), perSeed(trackedBy(result, "IDBD").errors));
}

/** By how much it is above that of the oracle. */
export function aboveOracle(result: RateTrackingResult, name: OnlineMethodName): Interval {
  return differenceInterval(perSeed(trackedBy(result, name).errors), perSeed(result.comparison.oracle.errors));
}

/** Spearman's correlation of the settled step sizes of a seed with the drifts of its periods, over the seeds. */
export function correlationWithDrift(result: RateTrackingResult, name: OnlineMethodName): Interval {
  const { settled } = trackedBy(result, name);
  return meanInterval(settled.map((row, seed) => spearman(row, result.comparison.drifts[seed] as number[]).estimate));
}

/** The mean of ln (settled step size / best step size) of all periods of a seed, over the seeds, as a ratio. */
export function ratioToBest(result: RateTrackingResult, name: OnlineMethodName): Interval {
  const { estimate, lower, upper } = meanInterval(
    result.comparison.drifts.map((row, seed) => mean(row.map((_, period) => logRatio(result, name, seed, period)))),
  );
  return { estimate: Math.exp(estimate), lower: Math.exp(lower), upper: Math.exp(upper) };
}

/** The oracle's error of late minus the closed form's at the drift of each period, seed by seed. */
export function oracleAboveClosedForm({ comparison }: RateTrackingResult): Interval {
  return differenceInterval(
    perSeed(comparison.oracle.lateErrors),
    perSeed(comparison.drifts.map((row) => row.map(leastError))),
  );
}

export function answer(result: RateTrackingResult): string {
  const lost = (name: OnlineMethodName) =>
    percent(aboveOracle(result, name).estimate / mean(result.comparison.oracle.errors.flat()), 1);
  return (
    `IDBD's step size rises with the drift as the best one does, and its error is ${lost("IDBD")} above that of an oracle that knows ` +
    `the drift; those of RMSProp and Adam fall as the drift grows (RMSProp: ${lost("RMSProp")} above; one tuned step size: ${lost("SGD")}).`
  );
}

export function claims(result: RateTrackingResult): Statement[] {
  const normalizing = ["RMSProp", "Adam"] as const;
  const differences = normalizing.map((name) => aboveIdbd(result, name));
  const correlations = normalizing.map((name) => correlationWithDrift(result, name));
  const ofIdbd = correlationWithDrift(result, "IDBD");
  const ofAutostep = correlationWithDrift(result, "Autostep");
  const inWords = (intervals: readonly Interval[], decimals: number) =>
    intervals.map((interval, at) => `${formatInterval(interval, decimals)} (${normalizing[at]})`).join(", ");
  const met = result.constant.filter(
    ({ drift, best }) => best.lower <= optimalStepSize(drift) && optimalStepSize(drift) <= best.upper,
  );
  const farthest = Math.max(
    ...result.constant.map(({ drift, best }) => Math.abs(best.estimate / optimalStepSize(drift) - 1)),
  );
  const oracle = oracleAboveClosedForm(result);
  const worst = Math.max(...result.noise.map(({ rmsprop }) => rmsprop.upper));
  const ratios = (["IDBD", "Autostep"] as const).map((name) => ({ name, ratio: ratioToBest(result, name) }));
  return [
    claim(
      "“IDBD outperforms RMSProp and Adam on […] noisy rate-tracking problems”",
      holdsAbove(0, ...differences),
      `mean squared error above IDBD's: ${inWords(differences, 3)}`,
    ),
    claim(
      "“IDBD is able to consistently improve step-size vectors, where RMSProp and Adam do not”",
      holdsWhere(ofIdbd.lower > 0 && correlations.every(({ upper }) => upper <= 0)),
      `rank correlation of settled step size and drift: ${formatInterval(ofIdbd, 3)} (IDBD), ${inWords(correlations, 3)}; the best one's is 1`,
    ),
    claim(
      "normalization acts by “moving the step-size vector away from better step-size vectors”",
      holdsBelow(0, ...correlations),
      `where the drift, and with it the best step size, grows, theirs falls: ${inWords(correlations, 3)}`,
    ),
    question(
      "is the best constant step size the closed form's, within its interval, for every drift?",
      met.length === result.constant.length ? "holds" : met.length > result.constant.length / 2 ? "undecided" : "fails",
      [
        ...result.constant.map(
          ({ drift, best }) =>
            `σ = ${drift}: ${formatInterval(best, 3)}, α* = ${formatNumber(optimalStepSize(drift), 3)}`,
        ),
        `the farthest is ${percent(farthest, 1)} off`,
      ].join("; "),
    ),
    question(
      "is the oracle's error that of the closed form, 1 / (1 − α*)?",
      holdsWhere(oracle.lower <= 0 && oracle.upper >= 0),
      `difference ${formatInterval(oracle, 4)}`,
    ),
    belowRivals((name) => perSeed(trackedBy(result, name).errors), 3),
    question(
      "does RMSProp with the drift for its learning rate come within a hundredth of the error of the best step size, for all five noises?",
      holdsWhere(worst < 1.01),
      result.noise
        .map(
          ({ noise, settled, rmsprop }) =>
            `noise ${noise}: step size ${formatInterval(settled, 3)}, α* = ${formatNumber(optimalStepSize(1 / noise), 3)}, ` +
            `error ${formatInterval(rmsprop, 4)} of that of α*`,
        )
        .join("; "),
    ),
    question(
      "do the step sizes of IDBD and Autostep settle within a tenth of the best one, in the geometric mean over drifts?",
      holdsWhere(ratios.every(({ ratio }) => ratio.lower > 0.9 && ratio.upper < 1.1)),
      ratios.map(({ name, ratio }) => `${name} ${formatInterval(ratio, 3)} of it`).join(", ") +
        `; Autostep's rank correlation with the drift is ${formatInterval(ofAutostep, 3)}`,
    ),
  ];
}
