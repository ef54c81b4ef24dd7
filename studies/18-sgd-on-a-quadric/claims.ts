import { formatDigits, formatExponential, formatInterval, formatNumber } from "momenta/figures";
import { bestDescent, updatesForATenth } from "../common/index.js";
import { claim, holdsWhere, last, question, type Statement } from "../core/index.js";
import type { RatesOfKappa } from "./measure/kappas.js";
import { leastError, progressDeviation, rateDeviation, type SgdOnAQuadric } from "./result.js";

export function answer({ kappas }: SgdOnAQuadric): string {
  return `measured rates at the best learning rate: ${bestRates(kappas)}`;
}

export function claims({ kappas, iterates, polynomial, options }: SgdOnAQuadric): Statement[] {
  const deviation = Math.max(...iterates.map((one) => one.deviation));
  const least = leastError(polynomial);
  const end = last(polynomial.errors);
  return [
    claim(
      "iterates are (1 − αλᵢ)ᵏ wᵢ⁰",
      holdsWhere(deviation < 1e-4),
      `to ${formatExponential(deviation, 0)} of their size`,
    ),
    ...kappas.map(claimOfRate),
    claim(
      "they converge where αλₙ < 2, and nowhere else",
      holdsWhere(
        kappas.every(({ scaled, rates }) => rates.every((rate, at) => rate < 1 === (scaled[at] as number) < 2)),
      ),
      `over ${options.learningRates} learning rates`,
    ),
    claim(
      "no other learning rate is better than 2 / (λ₁ + λₙ)",
      holdsWhere(kappas.every(({ best, rates }) => Math.min(...rates) >= best * (1 - 1e-4))),
      bestRates(kappas),
    ),
    claim(
      "Goh 2017, to whom the source refers: a fit that is stopped early is nearest to the true function",
      holdsWhere(least.error.upper < end.lower, "undecided"),
      `after ${least.update} updates, ${formatInterval(least.error, 3)}, and further away after ${last(polynomial.updates)}, ${formatInterval(end, 3)}`,
    ),
    question(
      "are the components of that fit 1 − (1 − αλᵢ)ᵏ of the solution?",
      holdsWhere(progressDeviation(polynomial) < 1e-2),
      `to ${formatExponential(progressDeviation(polynomial), 0)}`,
    ),
  ];
}

/** A rate near 1 is met by almost anything: the updates that it takes are compared, too. */
function claimOfRate(entry: RatesOfKappa): Statement {
  const { kappa, best, rates } = entry;
  const { rate } = bestDescent(kappa);
  const deviations = {
    all: rateDeviation(entry),
    best: Math.abs(best / rate - 1),
    updates: Math.abs(updatesForATenth(best) / updatesForATenth(rate) - 1),
  };
  const percent = (share: number) => `${formatDigits(100 * share, 2)} %`;
  return claim(
    `the rate is max |1 − αλᵢ|, and (κ − 1) / (κ + 1) with the best learning rate: κ = ${kappa}`,
    holdsWhere(Object.values(deviations).every((deviation) => deviation < 0.01)),
    `to ${percent(deviations.all)} over ${rates.length} learning rates, with the best one (κ − 1) / (κ + 1) to ` +
      `${percent(deviations.best)}, the updates that it takes to ${percent(deviations.updates)}`,
  );
}

function bestRates(kappas: SgdOnAQuadric["kappas"]): string {
  return kappas
    .map(
      ({ kappa, best }) =>
        `${formatNumber(best, 4)} (κ = ${kappa}, formula ${formatNumber(bestDescent(kappa).rate, 4)})`,
    )
    .join(", ");
}
