import { tf, tidy } from "momenta/engine";
import { convergenceRates, quadric, randomRotation } from "momenta/landscapes";
import { sgd } from "momenta/optimizers";
import { bestDescent, spectrum } from "../../common/index.js";
import { type Context, last, round } from "../../core/index.js";
import type { SgdOnAQuadricOptions } from "../options.js";

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

/** The rate over the learning rate for each condition number, on quadrics in a random rotation. */
export function kappas(options: SgdOnAQuadricOptions, { map }: Context): Promise<RatesOfKappa[]> {
  const { eigenvalues: count, learningRates, updates } = options;
  const scaled = Array.from({ length: learningRates }, (_, at) => round(((at + 0.5) / learningRates) * 2.2));
  return map(options.kappas, "condition numbers", (kappa) => {
    const eigenvalues = spectrum(kappa, count);
    const all = [...scaled.map((value) => value / kappa), bestDescent(kappa).learningRate];
    const rates = tidy(() =>
      convergenceRates({
        landscape: quadric({ eigenvalues, rotation: randomRotation(count, 1) }),
        optimizer: sgd({ learningRate: tf.tensor1d(all) }),
        replicas: all.length,
        updates,
      }).arraySync(),
    );
    return {
      kappa,
      eigenvalues,
      scaled,
      rates: rates.slice(0, -1).map((rate) => round(rate, 6)),
      best: round(last(rates), 7),
    };
  });
}
