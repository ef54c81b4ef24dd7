import { formatInterval } from "momenta/figures";
import type { Check, Verdict } from "../study.js";
import { claims, ratesBy, shareAt } from "./claims.js";
import type { MomentumAndAdaptiveRates } from "./momentumAndAdaptiveRates.js";

/** Whether the slides' claims hold. */
export function momentumAndRatesVerdict(result: MomentumAndAdaptiveRates): Verdict {
  const { lower, ...ofSlides } = claims(result);
  const all = Object.values(ofSlides);
  const held = all.filter(({ holds }) => holds).length;
  const { slope, spread } = ratesBy(result, "RMSProp");
  const { measured } = shareAt(result, "SGD + momentum");
  return {
    answer: held === all.length ? "agrees" : held === 0 ? "disagrees" : "depends",
    published:
      "momentum smooths minibatch noise and converges smoother and faster; adaptive methods even out the components",
    ours:
      `${held} of ${all.length} claims hold; momentum leaves ${formatInterval(measured, 4)} of the variance of a direction; ` +
      `RMSProp's rate goes as √E[g²] to the power ${formatInterval(slope, 3)}; the rates differ by a factor ` +
      `${formatInterval(spread.straight, 0)} along the axes and ${formatInterval(spread.rotated, 1)} rotated`,
  };
}

/** The closed forms, and what the slides say where it holds. */
export function momentumAndRatesChecks(result: MomentumAndAdaptiveRates): Check[] {
  const { momentum, nesterov, inverse, all } = claims(result);
  const off = result.smoothing.map(({ optimizer, shares, closedForm }) => ({
    optimizer,
    farthest: Math.max(...shares.map(({ estimate }, at) => Math.abs(estimate / (closedForm[at] as number) - 1))),
  }));
  const [first, ...others] = ["SGD + momentum", "Nesterov"].map((optimizer) => shareAt(result, optimizer).measured);
  return [
    { claim: `${momentum.published}: ${momentum.ours}`, holds: momentum.holds },
    { claim: `${nesterov.published}: ${nesterov.ours}`, holds: nesterov.holds },
    {
      claim: `the variance is that of the closed form: ${off.map(({ optimizer, farthest }) => `${optimizer} to ${(100 * farthest).toFixed(0)} %`).join(", ")}`,
      holds: off.every(({ farthest }) => farthest < 0.15),
    },
    {
      claim: "momentum smooths more than Nesterov",
      holds: others.every(({ lower }) => (first?.upper ?? Number.NaN) < lower),
    },
    { claim: `${inverse.published}: ${inverse.ours}`, holds: inverse.holds },
    { claim: `${all.published}: ${all.ours}`, holds: all.holds },
  ];
}
