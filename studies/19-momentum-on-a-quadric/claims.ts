import {
  bestDescent,
  bestMomentum,
  bestNesterov,
  heavyBall,
  type Iteration,
  iterateAt,
  nesterovsMethod,
  printedNesterovsMethod,
  radius,
  updatesForATenth,
} from "../common/onAQuadric/closedForms.js";
import { type BestRates, type MomentumOnAQuadric, type RateMap, SCALED, SLICED } from "./momentumOnAQuadric.js";

/** The methods with a velocity, and the rates of their closed forms. */
export const velocityMethods = {
  momentum: { name: "SGD + momentum", iteration: heavyBall, best: bestMomentum },
  nesterov: { name: "Nesterov", iteration: nesterovsMethod, best: bestNesterov },
} as const;

/** Where each method stops being stable, as αλ over β. */
export const borders = {
  momentum: (beta: number) => 2 + 2 * beta,
  nesterov: (beta: number) => (2 + 2 * beta) / (1 + 2 * beta),
  printed: (beta: number) => (2 + 2 * beta) / 3,
} as const;

/** The closed forms of the slice. */
export const slicedForms = {
  momentum: heavyBall,
  nesterov: nesterovsMethod,
  printed: printedNesterovsMethod,
} as const;

/** The rate by the eigenvalues of the iteration matrices, laid out as the map. */
export function rateByEigenvalues({ kappa, scaled, momenta }: Omit<RateMap, "rates">): number[][] {
  return momenta.map((beta) =>
    scaled.map((value) => Math.max(radius(heavyBall(value, beta)), radius(heavyBall(value / kappa, beta)))),
  );
}

/** The largest relative distance of a map from the eigenvalues. */
export function mapDeviation(map: RateMap): number {
  const expected = rateByEigenvalues(map);
  return Math.max(
    ...map.rates.flatMap((row, i) => row.map((rate, j) => Math.abs(rate / (expected[i]?.[j] as number) - 1))),
  );
}

/** How many places of a map are on the wrong side of 1 by the border αλₙ = 2 + 2β. */
export function beyondBorder({ scaled, momenta, rates }: RateMap): number {
  return momenta.flatMap((beta, i) =>
    scaled.filter((value, j) => value < borders.momentum(beta) !== (rates[i]?.[j] as number) < 1),
  ).length;
}

/** The largest relative distance of a slice from its closed form, and how many of its places are on the wrong side of 1. */
export function sliceDeviation(
  { sliced }: MomentumOnAQuadric,
  method: keyof typeof slicedForms,
): { readonly deviation: number; readonly misplaced: number } {
  const form = slicedForms[method];
  const rates = sliced[method];
  return {
    deviation: Math.max(
      ...rates.map((rate, at) => Math.abs(rate / radius(form(sliced.scaled[at] as number, SLICED)) - 1)),
    ),
    misplaced: sliced.scaled.filter((value, at) => value < borders[method](SLICED) !== (rates[at] as number) < 1)
      .length,
  };
}

/** The published or known best rates, and the largest relative distance of the measured ones: of the rate, of the updates. */
export function bestDeviation(
  best: BestRates,
  method: "sgd" | "momentum" | "nesterov",
): { readonly rate: number; readonly ofRate: number; readonly ofUpdates: number } {
  const { rate } = { sgd: bestDescent, momentum: bestMomentum, nesterov: bestNesterov }[method](best.kappa);
  return {
    rate,
    ofRate: Math.abs(best[method] / rate - 1),
    ofUpdates: Math.abs(updatesForATenth(best[method]) / updatesForATenth(rate) - 1),
  };
}

/** How far a component goes beyond the minimum by the closed form. */
export function expectedOvershoot(iteration: Iteration, first: number): number {
  const path = Array.from({ length: 101 }, (_, k) => iterateAt(iteration, first, k));
  return Math.max(0, -Math.min(...path));
}

/** Of the heavy ball and of Nesterov's method, whose first update is longer by 1 + β. */
export function overshootAt(method: "momentum" | "nesterov", beta: number): number {
  return method === "momentum"
    ? expectedOvershoot(heavyBall(SCALED, beta), 1 - SCALED)
    : expectedOvershoot(nesterovsMethod(SCALED, beta), 1 - (1 + beta) * SCALED);
}

/** The velocity and the weight that a 2 × 2 matrix gives for the first updates, from v = 0, w = 1. */
export function byMatrix(
  [[a, b], [c, d]]: readonly [readonly [number, number], readonly [number, number]],
  updates: number,
): { readonly v: number; readonly w: number }[] {
  let [v, w] = [0, 1];
  return Array.from({ length: updates }, () => {
    [v, w] = [a * v + b * w, c * v + d * w];
    return { v, w };
  });
}

/** ‖wᵏ − w*‖ / ‖w⁰ − w*‖ of a run on the chain. */
export function chainErrors({ solution }: MomentumOnAQuadric["chain"], path: readonly (readonly number[])[]): number[] {
  const length = (weights: readonly number[]) =>
    Math.hypot(...weights.map((weight, i) => weight - (solution[i] as number)));
  return path.map((weights) => length(weights) / Math.hypot(...solution));
}

/** What of that is left at least after k updates of any method of first order: the weights that no news has reached. */
export function chainBound({ solution }: MomentumOnAQuadric["chain"], k: number): number {
  return Math.hypot(...solution.slice(k), 0) / Math.hypot(...solution);
}
