import { tf, tidy } from "momenta/engine";
import { type Interval, mean, meanInterval } from "momenta/statistics";
import type { Context } from "../../core/index.js";
import type { MomentumAndAdaptiveRatesOptions } from "../options.js";
import { follow, gradientMoments, seedsTo, wellScaled } from "./leastSquares.js";
import { rolling } from "./rolling.js";

/** The variance of a method's direction as a share of that of the minibatch gradient, at weights that do not move. */
export interface MinibatchSmoothing {
  readonly optimizer: string;
  /** For each of the options' β. */
  readonly shares: readonly Interval[];
  readonly closedForm: readonly number[];
}

/** (1 − β)² · Σ cₖ² where a direction is Σ cₖ · gₜ₋ₖ of independent gradients, β < 1. */
export const closedForms = {
  /** cₖ = βᵏ: (1 − β) / (1 + β). */
  "SGD + momentum": (beta: number) => (1 - beta) / (1 + beta),
  /** c₀ = 1 + β, cₖ = βᵏ⁺¹. */
  Nesterov: (beta: number) => (1 - beta) ** 2 * ((1 + beta) ** 2 + beta ** 4 / (1 - beta ** 2)),
} as const;

/**
 * E‖(1 − β) · direction − ∇L‖² / E‖g − ∇L‖², from the second half of the updates; the first half is for the velocity to
 * become stationary. A direction is an update divided by −lr, and (1 − β) · velocity has the size of a gradient.
 */
export async function smoothing(
  options: MomentumAndAdaptiveRatesOptions,
  { map }: Context,
): Promise<MinibatchSmoothing[]> {
  const { betas, seeds, smoothingUpdates, batchSize } = options;
  const problem = wellScaled(options);
  const { mean: full } = gradientMoments(
    problem,
    problem.solution.map(() => 0),
    batchSize,
  );
  const replicas = betas.flatMap((beta) => seedsTo(seeds).map((seed) => ({ beta, seed })));
  return map(rolling, "methods", (make) =>
    tidy(() => {
      const optimizer = make(tf.tensor1d(replicas.map(({ beta }) => beta)), 1);
      const { gradients, updates } = follow(problem, optimizer, {
        seeds: replicas.map(({ seed }) => seed),
        updates: smoothingUpdates,
        batchSize,
        frozen: true,
      });
      const stationary = updates.map((_, update) => update).filter((update) => update >= smoothingUpdates / 2);
      const share = ({ beta }: { beta: number }, replica: number) => {
        const error = (rows: readonly (readonly (readonly number[])[])[], factor: number) =>
          mean(stationary.map((update) => squaredDistance(rows[update]?.[replica] ?? [], factor, full)));
        return error(updates, beta - 1) / error(gradients, 1);
      };
      const all = replicas.map(share);
      const closed = closedForms[optimizer.name as keyof typeof closedForms];
      return {
        optimizer: optimizer.name,
        shares: betas.map((_, at) => meanInterval(all.slice(at * seeds, (at + 1) * seeds))),
        closedForm: betas.map(closed),
      };
    }),
  );
}

/** ‖factor · a − b‖². */
function squaredDistance(a: readonly number[], factor: number, b: readonly number[]): number {
  return a.reduce((total, value, axis) => total + (factor * value - (b[axis] as number)) ** 2, 0);
}
