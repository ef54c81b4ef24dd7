import { formatInterval, formatNumber } from "momenta/figures";
import type { Interval } from "momenta/statistics";
import { bestDescent, updatesForATenth } from "../common/onAQuadric/closedForms.js";
import type { Check, Verdict } from "../study.js";
import { eigenfeatures, polynomialLearningRate } from "./polynomial.js";
import { leastError, worstDeviation } from "./report.js";
import type { RatesOfKappa, SgdOnAQuadric } from "./sgdOnAQuadric.js";

export function sgdOnAQuadricVerdict(result: SgdOnAQuadric): Verdict {
  const checks = sgdOnAQuadricChecks(result);
  const held = checks.filter(({ holds }) => holds).length;
  return {
    answer: held === checks.length ? "agrees" : held === 0 ? "disagrees" : "depends",
    published:
      "wᵢᵏ = (1 − αλᵢ)ᵏ wᵢ⁰, stable for 0 < αλ < 2, best learning rate 2 / (λ₁ + λₙ), its rate (κ − 1) / (κ + 1)",
    ours: `measured rates at the best learning rate: ${result.kappas
      .map(
        ({ kappa, best }) =>
          `${formatNumber(best, 4)} (κ = ${kappa}, formula ${formatNumber(bestDescent(kappa).rate, 4)})`,
      )
      .join(", ")}`,
  };
}

export function sgdOnAQuadricChecks({ kappas, iterates, polynomial }: SgdOnAQuadric): Check[] {
  const deviation = Math.max(...iterates.map((one) => one.deviation));
  const updatesOff = (entry: RatesOfKappa) =>
    Math.abs(updatesForATenth(entry.best) / updatesForATenth(bestDescent(entry.kappa).rate) - 1);
  const stable = kappas.every(({ scaled, rates }) =>
    rates.every((rate, at) => rate < 1 === (scaled[at] as number) < 2),
  );
  const least = leastError(polynomial);
  const last = polynomial.errors.at(-1) as Interval;
  return [
    {
      claim: `iterates are (1 − αλᵢ)ᵏ wᵢ⁰ to ${deviation.toExponential(0)} of their size`,
      holds: deviation < 1e-4,
    },
    ...kappas.map((entry) => ({
      claim:
        `κ = ${entry.kappa}: the rate is max |1 − αλᵢ| to ${percent(worstDeviation(entry))} over ${entry.rates.length} ` +
        `learning rates, with the best one (κ − 1) / (κ + 1) to ${percent(Math.abs(entry.best / bestDescent(entry.kappa).rate - 1))}, ` +
        `the updates that it takes to ${percent(updatesOff(entry))}`,
      holds:
        worstDeviation(entry) < 0.01 &&
        Math.abs(entry.best / bestDescent(entry.kappa).rate - 1) < 0.01 &&
        updatesOff(entry) < 0.01,
    })),
    { claim: "the rate is below 1 where αλₙ < 2, and nowhere else", holds: stable },
    {
      claim: "no other learning rate is better than 2 / (λ₁ + λₙ)",
      holds: kappas.every(({ best, rates }) => Math.min(...rates) >= best * (1 - 1e-4)),
    },
    {
      claim: `the components of a polynomial's fit are 1 − (1 − αλᵢ)ᵏ of the solution to ${progressOff(polynomial).toExponential(0)}`,
      holds: progressOff(polynomial) < 1e-2,
    },
    {
      claim:
        `the fit is nearest to the true function after ${least.update} updates, ${formatInterval(least.error, 3)}, and ` +
        `further away after ${polynomial.updates.at(-1)}, ${formatInterval(last, 3)}`,
      holds: least.error.upper < last.lower,
    },
  ];
}

/** The largest distance of a component's share of its solution from the closed form. */
function progressOff({ progress, updates }: SgdOnAQuadric["polynomial"]): number {
  const components = eigenfeatures();
  const alpha = polynomialLearningRate(components);
  const offs = components.flatMap(({ eigenvalue }, i) =>
    updates.map((k, at) => Math.abs((progress[i]?.[at] as number) - (1 - (1 - alpha * eigenvalue) ** k))),
  );
  return Math.max(...offs);
}

function percent(share: number): string {
  return `${formatNumber(Number((100 * share).toPrecision(2)))} %`;
}
