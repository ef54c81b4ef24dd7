import { updatesForATenth } from "../common/index.js";
import type { BestRates } from "./measure/best.js";
import type { Chain } from "./measure/chain.js";
import { bestForms, forms, heavyBall, iterateAt, radius } from "./measure/closedForms.js";
import { type Component, SCALED, SLICED } from "./measure/component.js";
import type { RateMap } from "./measure/maps.js";
import type { Noisy } from "./measure/noise.js";
import type { RavinePaths } from "./measure/paths.js";
import type { VelocityMethod } from "./measure/velocity.js";
import type { MomentumOnAQuadricOptions } from "./options.js";

/** What the study found. */
export interface MomentumOnAQuadric extends Component {
  readonly options: MomentumOnAQuadricOptions;
  readonly maps: readonly RateMap[];
  readonly best: readonly BestRates[];
  readonly paths: RavinePaths;
  readonly chain: Chain;
  readonly noise: Noisy;
}

export function assemble(
  options: MomentumOnAQuadricOptions,
  {
    maps,
    best,
    component,
    ...rest
  }: Omit<MomentumOnAQuadric, "options" | keyof Component> & { readonly component: Component },
): MomentumOnAQuadric {
  return { options, maps, best, ...component, ...rest };
}

/** The rate by the eigenvalues of the iteration matrices, laid out as the map. */
export function rateByEigenvalues({ kappa, scaled, momenta }: Omit<RateMap, "rates">): number[][] {
  return momenta.map((beta) =>
    scaled.map((value) => Math.max(radius(heavyBall(value, beta)), radius(heavyBall(value / kappa, beta)))),
  );
}

/** The largest relative distance of measured values from expected ones. */
function deviation(measured: readonly number[], expected: readonly number[]): number {
  return Math.max(...measured.map((value, at) => Math.abs(value / (expected[at] as number) - 1)));
}

/** The largest relative distance of a map from the eigenvalues. */
export function mapDeviation(map: RateMap): number {
  return deviation(map.rates.flat(), rateByEigenvalues(map).flat());
}

/** How many rates are below 1 beyond a border or above 1 before it. */
function countMisplaced(scaled: readonly number[], rates: readonly number[], border: number): number {
  return scaled.filter((value, at) => value < border !== (rates[at] as number) < 1).length;
}

/** How many places of a map are on the wrong side of 1 by the border αλₙ = 2 + 2β. */
export function misplacedOnMap({ scaled, momenta, rates }: RateMap): number {
  return momenta.reduce(
    (sum, beta, row) => sum + countMisplaced(scaled, rates[row] as readonly number[], forms.momentum.border(beta)),
    0,
  );
}

/** The largest relative distance of a slice from a closed form, its own where none is given, and how many of its places are on the wrong side of 1. */
export function sliceDeviation(
  { sliced }: MomentumOnAQuadric,
  method: VelocityMethod,
  { iteration, border }: (typeof forms)[VelocityMethod] = forms[method],
): { readonly deviation: number; readonly misplaced: number } {
  const { scaled, [method]: rates } = sliced;
  return {
    deviation: deviation(
      rates,
      scaled.map((value) => radius(iteration(value, SLICED))),
    ),
    misplaced: countMisplaced(scaled, rates, border(SLICED)),
  };
}

/** The relative distance of a measured best rate from its closed form, and that of the updates for a tenth. */
export function bestDeviation(
  best: BestRates,
  method: keyof typeof bestForms,
): { readonly ofRate: number; readonly ofUpdates: number } {
  const { rate } = bestForms[method](best.kappa);
  return {
    ofRate: deviation([best[method]], [rate]),
    ofUpdates: deviation([updatesForATenth(best[method])], [updatesForATenth(rate)]),
  };
}

/** How far a component goes beyond the minimum by the closed form; the first update of Nesterov's method is longer by 1 + β. */
export function expectedOvershoot(method: "momentum" | "nesterov", beta: number): number {
  const first = 1 - (method === "momentum" ? 1 : 1 + beta) * SCALED;
  const iteration = forms[method].iteration(SCALED, beta);
  return Math.max(0, -Math.min(...Array.from({ length: 101 }, (_, k) => iterateAt(iteration, first, k))));
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
export function chainErrors({ solution }: Chain, path: readonly (readonly number[])[]): number[] {
  const length = (weights: readonly number[]) =>
    Math.hypot(...weights.map((weight, i) => weight - (solution[i] as number)));
  return path.map((weights) => length(weights) / Math.hypot(...solution));
}

/** What of that is left at least after k updates of any method of first order: the weights that no news has reached. */
export function chainBound({ solution }: Chain, k: number): number {
  return Math.hypot(...solution.slice(k), 0) / Math.hypot(...solution);
}
