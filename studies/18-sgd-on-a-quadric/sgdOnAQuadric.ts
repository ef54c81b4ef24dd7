import { tf, tidy } from "momenta/engine";
import { convergenceRates, quadric, randomRotation, trajectories } from "momenta/landscapes";
import { sgd } from "momenta/optimizers";
import { chosenOptions, type Execution } from "../common/execution.js";
import { bestDescent, spectrum } from "../common/onAQuadric/closedForms.js";
import { round } from "../core/index.js";
import { fitPolynomial, type Polynomial } from "./polynomial.js";

/** What the study leaves to choose; the defaults are `sgdOnAQuadricDefaults`. */
export interface SgdOnAQuadricOptions {
  /** Condition numbers for which the rate is measured. */
  readonly kappas: readonly number[];
  /** Dimensions of those quadrics. */
  readonly eigenvalues: number;
  /** Learning rates for each condition number, from 0 to 2.2 / λₙ. */
  readonly learningRates: number;
  /** Updates over which a rate is measured. */
  readonly updates: number;
  /** Updates for which the iterates are followed. */
  readonly followed: number;
  /** Updates of the fit of a polynomial. */
  readonly fitted: number;
  /** Draws of the noise in its observations. */
  readonly draws: number;
}

/** The condition numbers of the catalogue of notebooks. */
export const sgdOnAQuadricDefaults: SgdOnAQuadricOptions = {
  kappas: [2, 10, 100, 1000],
  eigenvalues: 5,
  learningRates: 44,
  updates: 4000,
  followed: 100,
  fitted: 1500,
  draws: 50,
};

/** To see that everything works. */
export const sgdOnAQuadricQuick: Partial<SgdOnAQuadricOptions> = {
  kappas: [2, 100],
  learningRates: 11,
  updates: 1000,
  followed: 40,
  fitted: 200,
  draws: 20,
};

/** The rates measured on a quadric of one condition number. */
export interface RatesOfKappa {
  readonly kappa: number;
  /** λ, from 1 to κ. */
  readonly eigenvalues: readonly number[];
  /** Learning rate times λₙ, and the rate measured there. */
  readonly scaled: readonly number[];
  readonly rates: readonly number[];
  /** The rate measured with the learning rate 2 / (λ₁ + λₙ). */
  readonly best: number;
}

/** The iterates of one learning rate, component by component. */
export interface IteratesOfRate {
  /** Learning rate times λₙ. */
  readonly scaled: number;
  /** wᵢᵏ / wᵢ⁰, `[component][k]`. */
  readonly components: readonly (readonly number[])[];
  /** ½ λᵢ (wᵢᵏ)², the share of a component in the loss, `[component][k]`. */
  readonly losses: readonly (readonly number[])[];
  /** The largest relative distance of an iterate from (1 − αλᵢ)ᵏ wᵢ⁰. */
  readonly deviation: number;
}

/** What the study found. */
export interface SgdOnAQuadric {
  readonly options: SgdOnAQuadricOptions;
  readonly kappas: readonly RatesOfKappa[];
  readonly iterates: readonly IteratesOfRate[];
  readonly polynomial: Polynomial;
}

/** The quadric whose iterates are followed; each component has the same share in the loss at the start. Goh 2017. */
export const followedEigenvalues = [1, 10, 100] as const;

/** Learning rates, times λₙ, of which the iterates are followed: κ = 100, whose best one is 2κ / (κ + 1). */
const followedRates = [0.5, 1, 1.5, 200 / 101, 2, 2.02];

/** Below this a float32 loses digits. */
const SMALLEST = 1e-37;

/**
 * Gradient descent on quadrics: iterates, component by component, the rate over the learning rate for several condition
 * numbers, and what the components are in a least squares fit.
 */
export async function sgdOnAQuadric(
  options: Partial<SgdOnAQuadricOptions> = {},
  execution: Execution = {},
): Promise<SgdOnAQuadric> {
  const chosen = chosenOptions(sgdOnAQuadricDefaults, options, sgdOnAQuadricQuick, execution);
  return {
    options: chosen,
    kappas: chosen.kappas.map((kappa) => ratesOf(kappa, chosen)),
    iterates: followedRates.map((scaled) => follow(scaled, chosen.followed)),
    polynomial: fitPolynomial(chosen.fitted, chosen.draws),
  };
}

function ratesOf(kappa: number, { eigenvalues: count, learningRates, updates }: SgdOnAQuadricOptions): RatesOfKappa {
  const eigenvalues = spectrum(kappa, count);
  const landscape = quadric({ eigenvalues, rotation: randomRotation(count, 1) });
  const scaled = Array.from({ length: learningRates }, (_, at) => round(((at + 0.5) / learningRates) * 2.2));
  const all = [...scaled.map((value) => value / kappa), bestDescent(kappa).learningRate];
  const rates = tidy(() => {
    const optimizer = sgd({ learningRate: tf.tensor1d(all) });
    return convergenceRates({ landscape, optimizer, replicas: all.length, updates }).arraySync();
  });
  return {
    kappa,
    eigenvalues,
    scaled,
    rates: rates.slice(0, -1).map((rate) => round(rate, 6)),
    best: round(rates.at(-1) as number, 7),
  };
}

function follow(scaled: number, updates: number): IteratesOfRate {
  const landscape = quadric({ eigenvalues: followedEigenvalues });
  const learningRate = scaled / Math.max(...followedEigenvalues);
  const start = followedEigenvalues.map((lambda) => 1 / Math.sqrt(lambda));
  const positions = tidy(() =>
    trajectories({ landscape, optimizer: sgd({ learningRate }), starts: [start], updates }).positions.arraySync(),
  ) as number[][][];
  const path = positions.map(([point]) => point as number[]);
  const components = start.map((first, axis) => path.map((point) => (point[axis] as number) / first));
  const deviations = components.flatMap((component, axis) =>
    component.flatMap((value, k) => {
      const exact = (1 - learningRate * (followedEigenvalues[axis] as number)) ** k;
      return Math.abs(exact) > SMALLEST ? [Math.abs(value / exact - 1)] : [];
    }),
  );
  return {
    scaled,
    components: components.map((component) => component.map((value) => round(value))),
    losses: components.map((component) => component.map((value) => round(0.5 * value ** 2))),
    deviation: round(Math.max(...deviations), 2),
  };
}
