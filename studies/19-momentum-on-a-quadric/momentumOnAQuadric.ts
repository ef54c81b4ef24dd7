import { tf, tidy } from "momenta/engine";
import { convergenceRates, quadric, trajectories } from "momenta/landscapes";
import { nesterov, type Optimizer, sgd, type VelocityOptions } from "momenta/optimizers";
import { chosenOptions, type Execution } from "../common/execution.js";
import { bestDescent, bestMomentum, bestNesterov, heavyBall, iterateAt } from "../common/onAQuadric/closedForms.js";
import { round } from "../core/index.js";
import { type Chain, followChain } from "./chain.js";
import { type Noisy, withNoise } from "./noise.js";
import { printedNesterov } from "./printedNesterov.js";

/** What the study leaves to choose; the defaults are `momentumOnAQuadricDefaults`. */
export interface MomentumOnAQuadricOptions {
  /** Condition numbers for which the rate is mapped over learning rate and momentum. */
  readonly mapped: readonly number[];
  /** Learning rates and momenta of a map. */
  readonly resolution: number;
  /** Updates over which each rate of a map is measured. */
  readonly mapUpdates: number;
  /** Condition numbers for which the best rates are measured. */
  readonly kappas: readonly number[];
  /** Updates over which they are: many, since the distance goes like k · rateᵏ with the best parameters. */
  readonly updates: number;
  /** Weights of the chain. */
  readonly weights: number;
  /** Draws of the noise of gradients. */
  readonly draws: number;
}

/** The condition numbers of the catalogue of notebooks, and one eigenvalue alone. */
export const momentumOnAQuadricDefaults: MomentumOnAQuadricOptions = {
  mapped: [1, 10, 100],
  resolution: 40,
  mapUpdates: 4000,
  kappas: [2, 10, 100, 1000],
  updates: 20_000,
  weights: 25,
  draws: 50,
};

/** To see that everything works. */
export const momentumOnAQuadricQuick: Partial<MomentumOnAQuadricOptions> = {
  mapped: [10],
  resolution: 12,
  mapUpdates: 2000,
  kappas: [100],
  updates: 5000,
  draws: 10,
};

/** The rate over learning rate and momentum on a quadric of one condition number. */
export interface RateMap {
  readonly kappa: number;
  /** Learning rate times λₙ. */
  readonly scaled: readonly number[];
  readonly momenta: readonly number[];
  /** `[momentum][learning rate]`. */
  readonly rates: readonly (readonly number[])[];
}

/** Rates measured with each method's best parameters. */
export interface BestRates {
  readonly kappa: number;
  readonly sgd: number;
  readonly momentum: number;
  readonly nesterov: number;
}

/** The velocity and the weight of the first updates, by the rule and by the matrix. */
export interface FirstUpdate {
  readonly w: number;
  /** (wᵏ − wᵏ⁻¹) / α of the run: the source's v. */
  readonly v: number;
}

/** What the study found. */
export interface MomentumOnAQuadric {
  readonly options: MomentumOnAQuadricOptions;
  readonly maps: readonly RateMap[];
  readonly best: readonly BestRates[];
  /** One component in the three regimes, wᵏ / w⁰, `[regime][k]`. */
  readonly regimes: { readonly paths: readonly (readonly number[])[]; readonly deviation: number };
  /** The first updates of a run, from w = 1. */
  readonly first: readonly FirstUpdate[];
  /** One component with β = .9: rates over αλ. */
  readonly sliced: Readonly<Record<"scaled" | "momentum" | "nesterov" | "printed", readonly number[]>>;
  /** One component with αλ = .1: how far it goes beyond the minimum, of the distance at the start. */
  readonly overshoot: Readonly<Record<"momenta" | "momentum" | "nesterov", readonly number[]>>;
  /** Paths in a ravine, `[momentum][k]`. */
  readonly paths: Readonly<Record<"momentum" | "nesterov", readonly (readonly (readonly number[])[])[]>>;
  readonly chain: Chain;
  readonly noise: Noisy;
}

/** αλ of the three regimes and of the overshoot. */
export const SCALED = 0.1;
/** Momenta of the three regimes: below, at and above the critical one, (1 − √αλ)². */
export const regimeMomenta = [0.2, (1 - Math.sqrt(SCALED)) ** 2, 0.9] as const;
/** The momentum of the slice over αλ. */
export const SLICED = 0.9;
/** The ravine of the paths, and how many updates they have. */
export const pathSetting = { eigenvalues: [1, 20], learningRate: 0.03, start: [-1, 0.45], updates: 60 } as const;
/** Momenta of the paths. */
export const pathMomenta = [0, 0.5, 0.7, 0.9, 0.97] as const;

/**
 * The heavy ball and Nesterov's method on quadrics: rates over learning rate and momentum, iterates, overshoot, paths, what no
 * method of first order can do, and what noise does.
 */
export async function momentumOnAQuadric(
  options: Partial<MomentumOnAQuadricOptions> = {},
  execution: Execution = {},
): Promise<MomentumOnAQuadric> {
  const chosen = chosenOptions(momentumOnAQuadricDefaults, options, momentumOnAQuadricQuick, execution);
  return {
    options: chosen,
    maps: chosen.mapped.map((kappa) => mapOf(kappa, chosen)),
    best: chosen.kappas.map((kappa) => bestOf(kappa, chosen.updates)),
    regimes: regimes(60),
    first: firstUpdates(),
    sliced: slice(chosen.resolution, chosen.mapUpdates),
    overshoot: overshoots(),
    paths: { momentum: ravinePaths(sgd), nesterov: ravinePaths(nesterov) },
    chain: followChain(chosen.weights, 2 * chosen.weights),
    noise: withNoise(400, chosen.draws),
  };
}

/** Rates of a velocity method, a replica for each pair of learning rate and momentum. */
function ratesOf(
  method: (options: VelocityOptions) => Optimizer,
  eigenvalues: readonly number[],
  learningRates: readonly number[],
  momenta: readonly number[],
  updates: number,
): number[] {
  return tidy(() =>
    convergenceRates({
      landscape: quadric({ eigenvalues }),
      optimizer: method({ learningRate: tf.tensor1d([...learningRates]), momentum: tf.tensor1d([...momenta]) }),
      replicas: learningRates.length,
      updates,
    }).arraySync(),
  );
}

function mapOf(kappa: number, { resolution, mapUpdates }: MomentumOnAQuadricOptions): RateMap {
  // No learning rate is on the border 2 + 2β of any momentum.
  const scaled = Array.from({ length: resolution }, (_, at) => round((4 * (at + 0.4)) / resolution));
  const momenta = Array.from({ length: resolution }, (_, at) => round(at / resolution));
  const pairs = momenta.flatMap((momentum) => scaled.map((value) => ({ momentum, learningRate: value / kappa })));
  const rates = ratesOf(
    sgd,
    kappa === 1 ? [1] : [1, kappa],
    pairs.map(({ learningRate }) => learningRate),
    pairs.map(({ momentum }) => momentum),
    mapUpdates,
  );
  return {
    kappa,
    scaled,
    momenta,
    rates: momenta.map((_, row) => rates.slice(row * resolution, (row + 1) * resolution).map((rate) => round(rate, 5))),
  };
}

function bestOf(kappa: number, updates: number): BestRates {
  const [plain, ball, ahead] = [bestDescent(kappa), bestMomentum(kappa), bestNesterov(kappa)];
  // Momentum 0 is plain gradient descent: one program for both.
  const [descent, momentum] = ratesOf(
    sgd,
    [1, kappa],
    [plain.learningRate, ball.learningRate],
    [0, ball.momentum],
    updates,
  ) as [number, number];
  const [accelerated] = ratesOf(nesterov, [1, kappa], [ahead.learningRate], [ahead.momentum], updates) as [number];
  return { kappa, sgd: round(descent, 7), momentum: round(momentum, 7), nesterov: round(accelerated, 7) };
}

/** Iterates of one component from 1, `[replica][k]`, a replica for each momentum. */
function componentPaths(
  method: (options: VelocityOptions) => Optimizer,
  momenta: readonly number[],
  updates: number,
): number[][] {
  const positions = tidy(() =>
    trajectories({
      landscape: quadric({ eigenvalues: [1] }),
      optimizer: method({ learningRate: SCALED, momentum: tf.tensor1d([...momenta]) }),
      starts: momenta.map(() => [1]),
      updates,
    }).positions.arraySync(),
  );
  return momenta.map((_, replica) => positions.map((points) => points[replica]?.[0] as number));
}

function regimes(updates: number): MomentumOnAQuadric["regimes"] {
  const paths = componentPaths(sgd, regimeMomenta, updates);
  const deviations = paths.flatMap((path, index) =>
    path.map((w, k) => {
      const exact = iterateAt(heavyBall(SCALED, regimeMomenta[index] as number), 1 - SCALED, k);
      return Math.abs(w - exact);
    }),
  );
  return {
    paths: paths.map((path) => path.map((w) => round(w))),
    deviation: round(Math.max(...deviations), 2),
  };
}

/** The first updates with αλ = .1 and β = .9, from w = 1 and no velocity. */
function firstUpdates(): FirstUpdate[] {
  const [path] = componentPaths(sgd, [0.9], 3) as [number[]];
  return path.slice(1).map((w, k) => ({ w: round(w), v: round((w - (path[k] as number)) / SCALED) }));
}

function slice(count: number, updates: number): MomentumOnAQuadric["sliced"] {
  const scaled = Array.from({ length: count }, (_, at) => round((4 * (at + 0.4)) / count));
  const rates = (method: (options: VelocityOptions) => Optimizer) =>
    ratesOf(
      method,
      [1],
      scaled,
      scaled.map(() => SLICED),
      updates,
    ).map((rate) => round(rate, 5));
  return { scaled, momentum: rates(sgd), nesterov: rates(nesterov), printed: rates(printedNesterov) };
}

function overshoots(): MomentumOnAQuadric["overshoot"] {
  const momenta = Array.from({ length: 20 }, (_, at) => round(0.05 * at));
  const of = (method: (options: VelocityOptions) => Optimizer) =>
    componentPaths(method, momenta, 100).map((path) => round(Math.max(0, -Math.min(...path))));
  return { momenta, momentum: of(sgd), nesterov: of(nesterov) };
}

function ravinePaths(method: (options: VelocityOptions) => Optimizer): number[][][] {
  const { eigenvalues, learningRate, start, updates } = pathSetting;
  const positions = tidy(() =>
    trajectories({
      landscape: quadric({ eigenvalues }),
      optimizer: method({ learningRate, momentum: tf.tensor1d([...pathMomenta]) }),
      starts: pathMomenta.map(() => start),
      updates,
    }).positions.arraySync(),
  );
  return pathMomenta.map((_, replica) =>
    positions.map((points) => (points[replica] as number[]).map((value) => round(value, 3))),
  );
}
