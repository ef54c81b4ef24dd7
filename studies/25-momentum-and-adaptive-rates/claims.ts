import { formatInterval, formatNumber } from "momenta/figures";
import type { Interval } from "momenta/statistics";
import { updatesInWords, updatesOrNever } from "../common/index.js";
import {
  claim,
  countClaims,
  holdsBelow,
  holdsIf,
  holdsWhere,
  last,
  percent,
  percentInterval,
  question,
  type Statement,
} from "../core/index.js";
import type { AdaptiveRates } from "./measure/rates.js";
import type { MinibatchSmoothing } from "./measure/smoothing.js";
import type { MinibatchTraining } from "./measure/training.js";
import type { MomentumAndAdaptiveRates } from "./result.js";

export function answer(result: MomentumAndAdaptiveRates): string {
  const { slope, spread: spreads } = ratesBy(result, "RMSProp");
  const { holding, of } = countClaims(claims(result));
  return (
    `${holding} of ${of} claims hold; momentum leaves ${formatInterval(shareAt(result, "SGD + momentum").measured, 4)} of the variance of a direction; ` +
    `RMSProp's rate goes as √E[g²] to the power ${formatInterval(slope, 3)}; the rates differ by a factor ` +
    `${formatInterval(spreads.straight, 0)} along the axes and ${formatInterval(spreads.rotated, 1)} rotated`
  );
}

/** The claims of the slides about momentum, and about rates for single weights. */
export function claims(result: MomentumAndAdaptiveRates): Statement[] {
  const { options, sizes } = result;
  const [momentum, nesterov] = [shareAt(result, "SGD + momentum"), shareAt(result, "Nesterov")];
  const { sgd, same, less } = trainingByRate(result);
  const withMomentum = [...same, ...less];
  const isFaster = ({ arrives }: MinibatchTraining) => updatesOrNever(arrives) < updatesOrNever(sgd.arrives);
  const isSmoother = ({ roughness }: MinibatchTraining) => roughness.upper < sgd.roughness.lower;
  /** A number of each run: momentum's, then Nesterov's. */
  const both = (runs: readonly MinibatchTraining[], words: (run: MinibatchTraining) => string) =>
    runs.map(words).join(", Nesterov ");
  const [plain, rmsprop] = [ratesBy(result, "SGD"), ratesBy(result, "RMSProp")];
  const movement = plain.movement
    .map((distance, weight) => ({ distance, size: sizes.straight[weight] as number }))
    .sort((one, other) => other.size - one.size)
    .map(({ distance }) => distance);
  const adaptive = result.rates.filter(({ optimizer }) => optimizer !== "SGD");
  const farthest = result.smoothing.map(({ optimizer, shares, closedForm }) => ({
    optimizer,
    deviation: Math.max(...shares.map(({ estimate }, at) => Math.abs(estimate / (closedForm[at] as number) - 1))),
  }));
  return [
    claim(
      "momentum smooths out the variations of minibatch gradients",
      holdsBelow(1, momentum.measured),
      `at β = ${options.momentum} its direction has ${percentInterval(momentum.measured, 2)} of their variance (closed form ${percent(momentum.closed, 2)})`,
    ),
    claim(
      "Nesterov smooths out the variance in the gradients",
      holdsBelow(1, nesterov.measured),
      `${percentInterval(nesterov.measured, 2)} (closed form ${percent(nesterov.closed, 2)})`,
    ),
    claim(
      "momentum converges faster",
      holdsWhere(withMomentum.every(isFaster), holdsIf("the learning rate stays the same", same.every(isFaster))),
      `to a tenth of the loss: SGD ${updatesInWords(sgd.arrives)} updates; with the same η momentum ${both(same, arrival)}, ` +
        `with η (1 − β) momentum ${both(less, arrival)}`,
    ),
    claim(
      "momentum converges smoother",
      holdsWhere(withMomentum.every(isSmoother), holdsIf("the learning rate falls with 1 − β", less.every(isSmoother))),
      `in the end the loss changes in an update by: SGD ${percentInterval(sgd.roughness, 2)}; same η: momentum ` +
        `${both(same, ({ roughness }) => percentInterval(roughness, 2))}; η (1 − β): momentum ` +
        both(less, ({ roughness }) => percentInterval(roughness, 2)),
    ),
    question(
      "does momentum end lower?",
      holdsWhere(withMomentum.every(({ floor }) => floor.upper < sgd.floor.lower)),
      `loss above the lowest in the end: SGD ${small(sgd.floor)}; same η: momentum ${both(same, ({ floor }) => small(floor))}; ` +
        `η (1 − β): momentum ${both(less, ({ floor }) => small(floor))}`,
    ),
    claim(
      "directions of greater swing are indicated by total movement",
      holdsWhere(movement.every(({ estimate }, at) => at === 0 || estimate < (movement[at - 1] as Interval).estimate)),
      `SGD's total movement falls from weight to weight with √E[g²], from ${formatInterval(movement[0] as Interval, 1)} to ${formatInterval(last(movement), 3)}`,
    ),
    claim(
      "RMSProp scales the rate by the inverse of the root mean squared derivative",
      holdsWhere(Math.abs(rmsprop.slope.estimate + 1) < 0.05),
      `rate ∝ √E[g²] to the power ${formatInterval(rmsprop.slope, 3)}`,
    ),
    claim(
      "so do Adam, AdaGrad, Adadelta and AdaMax (to 5 %)",
      holdsWhere(adaptive.every(({ slope }) => Math.abs(slope.estimate + 1) < 0.05)),
      adaptive
        .filter(({ optimizer }) => optimizer !== "RMSProp")
        .map(({ optimizer, slope }) => `${optimizer} ${formatInterval(slope, 3)}`)
        .join(", "),
    ),
    claim(
      "separate rates for each component even out directions of different swing",
      holdsWhere(
        rmsprop.spread.rotated.upper > rmsprop.spread.straight.estimate / 2,
        holdsIf(
          "the directions are those of the weights",
          rmsprop.spread.straight.estimate > spread(sizes.straight) / 2,
        ),
      ),
      `the largest of RMSProp's rates is ${formatInterval(rmsprop.spread.straight, 0)} times the smallest where the directions are the weights', ` +
        `${formatInterval(rmsprop.spread.rotated, 1)} times where they are rotated (the directions differ by ${formatNumber(spread(sizes.straight), 0)} in both)`,
    ),
    question(
      "is the variance that of the closed form?",
      holdsWhere(farthest.every(({ deviation }) => deviation < 0.15)),
      farthest.map(({ optimizer, deviation }) => `${optimizer} to ${(100 * deviation).toFixed(0)} %`).join(", "),
    ),
    question(
      "does momentum smooth more than Nesterov?",
      holdsWhere(momentum.measured.upper < nesterov.measured.lower),
      `${percentInterval(nesterov.measured, 2)} (closed form ${percent(nesterov.closed, 2)})`,
    ),
  ];
}

/** What a method makes of the variance at the β that training has, measured and from the closed form. */
function shareAt({ smoothing, options }: MomentumAndAdaptiveRates, optimizer: string) {
  const { shares, closedForm } = smoothing.find((one) => one.optimizer === optimizer) as MinibatchSmoothing;
  const at = options.betas.indexOf(options.momentum);
  return { measured: shares[at] as Interval, closed: closedForm[at] as number };
}

/** SGD, and the methods with momentum at its learning rate and at 1 − β of it. */
export function trainingByRate({ training }: MomentumAndAdaptiveRates) {
  const sgd = training.find(({ optimizer }) => optimizer === "SGD") as MinibatchTraining;
  const withMomentum = training.filter(({ optimizer }) => optimizer !== "SGD");
  return {
    sgd,
    same: withMomentum.filter(({ learningRate }) => learningRate === sgd.learningRate),
    less: withMomentum.filter(({ learningRate }) => learningRate !== sgd.learningRate),
  };
}

/** The rates by a method. */
function ratesBy({ rates }: MomentumAndAdaptiveRates, optimizer: string): AdaptiveRates {
  return rates.find((one) => one.optimizer === optimizer) as AdaptiveRates;
}

/** The largest divided by the smallest. */
function spread(values: readonly number[]): number {
  return Math.max(...values) / Math.min(...values);
}

function arrival({ arrives }: MinibatchTraining): string {
  return updatesInWords(arrives);
}

function small(interval: Interval): string {
  return formatInterval(interval, 3);
}
