import type { Interval } from "momenta/statistics";
import { descentRate } from "../common/index.js";
import { eigenfeatures, fitLearningRate } from "./measure/fit.js";
import type { IteratesOfRate } from "./measure/iterates.js";
import type { RatesOfKappa } from "./measure/kappas.js";
import type { Polynomial } from "./measure/polynomial.js";
import type { SgdOnAQuadricOptions } from "./options.js";

/** What the study found. */
export interface SgdOnAQuadric {
  readonly options: SgdOnAQuadricOptions;
  readonly kappas: readonly RatesOfKappa[];
  readonly iterates: readonly IteratesOfRate[];
  readonly polynomial: Polynomial;
}

/** The largest relative distance of a measured rate from max |1 − αλᵢ|. */
export function rateDeviation({ kappa, eigenvalues, scaled, rates }: RatesOfKappa): number {
  return Math.max(
    ...rates.map((rate, at) => Math.abs(rate / descentRate(eigenvalues, (scaled[at] as number) / kappa) - 1)),
  );
}

/** Shares of the solution that the components of the fit have reached, by the closed form 1 − (1 − αλᵢ)ᵏ. */
export function expectedProgress({ updates }: Polynomial): number[][] {
  const components = eigenfeatures();
  const alpha = fitLearningRate(components);
  return components.map(({ eigenvalue }) => updates.map((k) => 1 - (1 - alpha * eigenvalue) ** k));
}

/** The largest distance of a component's share from the closed form. */
export function progressDeviation(polynomial: Polynomial): number {
  const expected = expectedProgress(polynomial).flat();
  return Math.max(...polynomial.progress.flat().map((share, at) => Math.abs(share - (expected[at] as number))));
}

/** Where the fit is nearest to the true function. */
export function leastError({ updates, errors }: Polynomial): { readonly update: number; readonly error: Interval } {
  const looks = errors.map((error, at) => ({ update: updates[at] as number, error }));
  return looks.reduce((least, look) => (look.error.estimate < least.error.estimate ? look : least));
}
