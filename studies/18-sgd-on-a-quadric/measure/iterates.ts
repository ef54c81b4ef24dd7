import { quadric } from "momenta/landscapes";
import { sgd } from "momenta/optimizers";
import { pathOf } from "../../common/index.js";
import { type Context, round } from "../../core/index.js";
import type { SgdOnAQuadricOptions } from "../options.js";

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

/** The quadric whose iterates are followed; each component has the same share in the loss at the start. Goh 2017. */
export const followedEigenvalues = [1, 10, 100] as const;
const LARGEST = 100;

/** The best learning rate times λₙ: 2κ / (κ + 1). */
export const BEST_RATE = 200 / 101;
const followedRates = [0.5, 1, 1.5, BEST_RATE, 2, 2.02];

/** Below this a float32 loses digits. */
const SMALLEST = 1e-37;

/** (1 − αλ)ᵏ: what is left of a component of curvature λ after k updates, by the closed form. */
export function shareLeft(scaled: number, lambda: number, k: number): number {
  return (1 - (scaled / LARGEST) * lambda) ** k;
}

/** The iterates of several learning rates. */
export function iterates({ followed }: SgdOnAQuadricOptions, { map }: Context): Promise<IteratesOfRate[]> {
  return map(followedRates, "learning rates", (scaled) => follow(scaled, followed));
}

function follow(scaled: number, updates: number): IteratesOfRate {
  const start = followedEigenvalues.map((lambda) => 1 / Math.sqrt(lambda));
  const optimizer = sgd({ learningRate: scaled / LARGEST });
  const { points } = pathOf(quadric({ eigenvalues: followedEigenvalues }), optimizer, start, updates);
  const components = start.map((first, axis) => points.map((point) => (point[axis] as number) / first));
  const deviations = followedEigenvalues.flatMap((lambda, axis) =>
    (components[axis] as number[]).flatMap((value, k) => {
      const exact = shareLeft(scaled, lambda, k);
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
