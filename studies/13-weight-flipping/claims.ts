import { formatDigits, formatInterval, formatNumber } from "momenta/figures";
import { differenceInterval, type Interval, meanInterval, ratioInterval } from "momenta/statistics";
import { belowRivals } from "../common/index.js";
import { claim, holdsAbove, holdsBelow, holdsWhere, question, type Statement } from "../core/index.js";
import { ERROR_WITHOUT_LEARNING, type Followed, type Follower } from "./measure/comparison.js";
import { bestStepSizes, errorOfStepSizes, flipping } from "./measure/constantStepSizes.js";
import { followedBy, type WeightFlippingResult } from "./result.js";

/** By how much the mean squared error of a method is above that of IDBD, seed by seed. */
export function aboveIdbd(
  result: WeightFlippingResult,
  name: Follower,
  of: "IDBD" | "IDBD at the edge" = "IDBD",
): Interval {
  return differenceInterval(followedBy(result, name).errors, followedBy(result, of).errors);
}

/** How many seeds have a larger mean squared error than a unit that never learns. */
export function blownUp({ errors }: Followed): number {
  return errors.filter((error) => !(error < ERROR_WITHOUT_LEARNING)).length;
}

/**
 * How much better in the long run the step sizes that a method came to are than one step size for all weights with the same
 * mean: the difference of the errors in the closed form, seed by seed. Below 0 the method made its step sizes worse.
 */
export function gainOfAdapting(result: WeightFlippingResult, name: Follower): Interval {
  const { features, relevant: d } = flipping;
  const { relevant, irrelevant } = followedBy(result, name);
  const gains = relevant.map((alpha, seed) => {
    const beta = irrelevant[seed] as number;
    const equal = (d * alpha + (features - d) * beta) / features;
    return errorOfStepSizes(equal, equal, flipping) - errorOfStepSizes(alpha, beta, flipping);
  });
  return meanInterval(gains);
}

/** The relevant step size over the irrelevant one. */
export function relevantOverIrrelevant(result: WeightFlippingResult, name: Follower): Interval {
  const { relevant, irrelevant } = followedBy(result, name);
  return ratioInterval(relevant, irrelevant);
}

/** The meta rate with the least error, and what it is multiplied with where the weights are ten times as large. */
function bestMetaRates({ sensitivity }: WeightFlippingResult, method: "IDBD" | "Autostep"): number[] {
  return sensitivity.sized
    .filter((one) => one.method === method)
    .map(({ rates }) => {
      const learned = rates.filter(({ error, diverged }) => error !== null && diverged === 0);
      return learned.reduce((best, one) => (Number(one.error) < Number(best.error) ? one : best)).metaRate;
    });
}

export function answer(result: WeightFlippingResult): string {
  const [idbd, sgd] = [followedBy(result, "IDBD"), followedBy(result, "SGD")];
  const errorOf = ({ errors }: Followed) => formatNumber(meanInterval(errors).estimate, 2);
  return (
    `IDBD finds the relevant inputs, and its mean squared error, ${errorOf(idbd)}, is below that of tuned ` +
    `SGD (${errorOf(sgd)}), RMSProp and Adam, with θ = ${idbd.setting.metaRate}, at which ` +
    `${blownUp(idbd)} of ${result.options.seeds} runs blow up.`
  );
}

export function claims(result: WeightFlippingResult): Statement[] {
  const { options } = result;
  const idbd = followedBy(result, "IDBD");
  const edge = followedBy(result, "IDBD at the edge");
  const normalizing = ["RMSProp", "Adam"] as const;
  const differences = normalizing.map((name) => aboveIdbd(result, name));
  const atTheEdge = normalizing.map((name) => aboveIdbd(result, name, "IDBD at the edge"));
  const lower = normalizing.map(
    (name) => followedBy(result, name).errors.filter((error, seed) => error > Number(edge.errors[seed])).length,
  );
  const gains = normalizing.map((name) => gainOfAdapting(result, name));
  const gainOfIdbd = gainOfAdapting(result, "IDBD");
  const ratios = normalizing.map((name) => relevantOverIrrelevant(result, name));
  const { oracle, alike } = bestStepSizes(flipping);
  const relevant = meanInterval(idbd.relevant);
  const irrelevant = meanInterval(idbd.irrelevant);
  const measured = {
    oracle: meanInterval(followedBy(result, "oracle").errors),
    sgd: meanInterval(followedBy(result, "SGD").errors),
  };
  const rateOfSgd = Number(followedBy(result, "SGD").setting.learningRate);
  const sgdInClosedForm = errorOfStepSizes(rateOfSgd, rateOfSgd, flipping);
  const [small = NaN, usual = NaN, large = NaN] = bestMetaRates(result, "IDBD");
  const autostep = bestMetaRates(result, "Autostep");
  const unstable = result.stability.filter(({ method, diverged }) => method === "IDBD" && diverged > 0);
  const firstUnstable = unstable[0];
  const inWords = (intervals: readonly Interval[], decimals: number) =>
    intervals.map((interval, at) => `${formatInterval(interval, decimals)} (${normalizing[at]})`).join(", ");
  return [
    claim(
      "“IDBD outperforms RMSProp and Adam on weight-flipping […] problems”",
      holdsAbove(0, ...differences),
      `mean squared error above IDBD's, θ = ${idbd.setting.metaRate}: ${inWords(differences, 2)}; with the θ = ${edge.setting.metaRate} that ` +
        `${options.tuningSeeds} tuning seeds prefer, ${blownUp(edge)} of ${options.seeds} seeds blow up, ${lower.join(" and ")} of ` +
        `${options.seeds} have an error below that of RMSProp and of Adam, and the means differ by ${inWords(atTheEdge, 1)}`,
    ),
    claim(
      "“IDBD is able to consistently improve step-size vectors, where RMSProp and Adam do not”",
      holdsWhere(gainOfIdbd.lower > 0 && gains.every(({ upper }) => upper < 0)),
      `error in the long run that a method's step sizes save, against one step size for all with the same mean: ` +
        `${formatInterval(gainOfIdbd, 2)} (IDBD), ${inWords(gains, 4)}`,
    ),
    claim(
      "normalization acts by “moving the step-size vector away from better step-size vectors”",
      holdsBelow(1, ...ratios),
      `relevant step size over irrelevant one: ${inWords(ratios, 3)}; IDBD's is ${formatNumber(relevantOverIrrelevant(result, "IDBD").estimate, 0)}`,
    ),
    claim(
      "“If step-sizes diverge or oscillate, it may indicate inappropriate meta-learning rate or initialization”",
      holdsWhere(unstable.length > 0),
      firstUnstable === undefined
        ? "no θ that was tried blows up"
        : `from θ = ${firstUnstable.setting.metaRate} on seeds blow up: ` +
            unstable
              .map(({ setting, diverged }) => `${diverged} of ${options.seeds} with ${setting.metaRate}`)
              .join(", "),
    ),
    belowRivals((name) => followedBy(result, name).errors, 2),
    question(
      "do IDBD's step sizes settle near the oracle's: relevant ones within a fifth, irrelevant ones below a tenth of them?",
      holdsWhere(
        relevant.lower > 0.8 * oracle.stepSize &&
          relevant.upper < 1.2 * oracle.stepSize &&
          irrelevant.upper < 0.1 * oracle.stepSize,
      ),
      `relevant ${formatInterval(relevant, 4)}, irrelevant ${formatInterval(irrelevant, 4)}; oracle ${formatNumber(oracle.stepSize, 4)} and 0`,
    ),
    question(
      "is the error of constant step sizes within half a percent of the closed form?",
      holdsWhere(
        isWithinHalfAPercent(measured.oracle, oracle.error) && isWithinHalfAPercent(measured.sgd, sgdInClosedForm),
      ),
      `oracle ${formatInterval(measured.oracle, 3)}, closed form ${formatNumber(oracle.error, 3)}; SGD with ${rateOfSgd} ` +
        `${formatInterval(measured.sgd, 3)}, closed form ${formatNumber(sgdInClosedForm, 3)} (best ${formatNumber(alike.error, 3)} at ${formatNumber(alike.stepSize, 4)})`,
    ),
    question(
      "does the best θ fall as the square of the target weights' size, and Autostep's not?",
      holdsWhere(
        Math.abs(small / usual - 100) < 1 && Math.abs(usual / large - 100) < 1 && new Set(autostep).size === 1,
      ),
      `IDBD ${[small, usual, large].map((rate) => formatDigits(rate)).join(", ")} for weights of ±.1, ±1, ±10; Autostep ${autostep.join(", ")}`,
    ),
  ];
}

const isWithinHalfAPercent = ({ estimate }: Interval, expected: number) => Math.abs(estimate / expected - 1) < 0.005;
