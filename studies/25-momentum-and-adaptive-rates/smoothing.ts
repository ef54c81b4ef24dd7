import { tf, tidy } from "momenta/engine";
import { type Hyperparameter, nesterov, type Optimizer, sgd } from "momenta/optimizers";
import { type Interval, mean, meanInterval } from "momenta/statistics";
import { excessLoss, follow, gradientMoments, type LeastSquares } from "./leastSquares.js";
import type { MomentumAndAdaptiveRatesOptions } from "./momentumAndAdaptiveRates.js";

/** The variance of a method's direction as a share of that of the minibatch gradient, at weights that do not move. */
export interface MinibatchSmoothing {
  readonly optimizer: string;
  /** For each of the options' β. */
  readonly shares: readonly Interval[];
  readonly closedForm: readonly number[];
}

/** How a method trains with one learning rate: the loss above the lowest, update by update, and what can be read from it. */
export interface MinibatchTraining {
  readonly optimizer: string;
  readonly learningRate: number;
  /** Of the loss above the lowest, before each update. */
  readonly mean: readonly number[];
  readonly halfWidth: readonly number[];
  /** Updates until the mean of the runs is below a tenth of the start's; null where it never is. */
  readonly arrives: number | null;
  /** The loss above the lowest over the last quarter of the updates. */
  readonly floor: Interval;
  /** The root mean square of ln Lₜ₊₁ − ln Lₜ over the last quarter: by what share the loss of a run changes in an update. */
  readonly roughness: Interval;
}

/** (1 − β)² · Σ cₖ² where a direction is Σ cₖ · gₜ₋ₖ of independent gradients, β < 1. */
export const closedForms = {
  /** cₖ = βᵏ: (1 − β) / (1 + β). */
  "SGD + momentum": (beta: number) => (1 - beta) / (1 + beta),
  /** c₀ = 1 + β, cₖ = βᵏ⁺¹. */
  Nesterov: (beta: number) => (1 - beta) ** 2 * ((1 + beta) ** 2 + beta ** 4 / (1 - beta ** 2)),
} as const;

const rolling: readonly ((momentum: Hyperparameter, learningRate: Hyperparameter) => Optimizer)[] = [
  (momentum, learningRate) => sgd({ learningRate, momentum }),
  (momentum, learningRate) => nesterov({ learningRate, momentum }),
];

/**
 * E‖(1 − β) · direction − ∇L‖² / E‖g − ∇L‖², from the second half of the updates; the first half is for the velocity to
 * become stationary. A direction is an update divided by −lr, and (1 − β) · velocity has the size of a gradient.
 */
export function smoothing(problem: LeastSquares, options: MomentumAndAdaptiveRatesOptions): MinibatchSmoothing[] {
  const { betas, seeds, smoothingUpdates, batchSize } = options;
  const { mean: full } = gradientMoments(
    problem,
    problem.solution.map(() => 0),
    batchSize,
  );
  const replicas = betas.flatMap((beta) => seedsOf(seeds).map((seed) => ({ beta, seed })));
  return rolling.map((make) =>
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
          mean(stationary.map((update) => distance(rows[update]?.[replica] ?? [], factor, full)));
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

/** SGD, and momentum and Nesterov with the same learning rate and with 1 − β of it, on moving weights. */
export function training(problem: LeastSquares, options: MomentumAndAdaptiveRatesOptions): MinibatchTraining[] {
  const { seeds, updates, batchSize, learningRate, momentum } = options;
  const makes = [
    (rate: Hyperparameter): Optimizer => sgd({ learningRate: rate }),
    ...rolling.map((make) => (rate: Hyperparameter) => make(momentum, rate)),
  ];
  const rates = [learningRate, rounded(learningRate * (1 - momentum))];
  return makes.flatMap((make, method) => {
    const ofMethod = method === 0 ? rates.slice(0, 1) : rates;
    const replicas = ofMethod.flatMap((rate) => seedsOf(seeds).map((seed) => ({ rate, seed })));
    return tidy(() => {
      const optimizer = make(tf.tensor1d(replicas.map(({ rate }) => rate)));
      const { weights } = follow(problem, optimizer, {
        seeds: replicas.map(({ seed }) => seed),
        updates,
        batchSize,
        frozen: false,
      });
      const losses = weights.map((row) => row.map((at) => excessLoss(problem, at)));
      return ofMethod.map((rate, at) => ({
        optimizer: optimizer.name,
        learningRate: rate,
        ...trained(losses.map((row) => row.slice(at * seeds, (at + 1) * seeds))),
      }));
    });
  });
}

/** What is read from losses, `[update][seed]`. */
function trained(
  losses: readonly (readonly number[])[],
): Pick<MinibatchTraining, "mean" | "halfWidth" | "arrives" | "floor" | "roughness"> {
  const intervals = losses.map(meanInterval);
  const means = intervals.map(({ estimate }) => estimate);
  const arrives = means.findIndex((value) => value < (means[0] as number) / 10);
  const last = losses.slice(Math.floor(0.75 * losses.length));
  const runs = (losses[0] ?? []).map((_, seed) => last.map((row) => row[seed] as number));
  const changes = (run: readonly number[]) => run.slice(1).map((loss, at) => Math.log(loss / (run[at] as number)) ** 2);
  return {
    mean: means.map(rounded),
    halfWidth: intervals.map(({ estimate, upper }) => rounded(upper - estimate)),
    arrives: arrives < 0 ? null : arrives,
    floor: meanInterval(runs.map(mean)),
    roughness: meanInterval(runs.map((run) => Math.sqrt(mean(changes(run))))),
  };
}

/** Seeds 1, 2, … */
export function seedsOf(seeds: number): number[] {
  return Array.from({ length: seeds }, (_, index) => index + 1);
}

/** To four digits. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

/** ‖factor · a − b‖². */
function distance(a: readonly number[], factor: number, b: readonly number[]): number {
  return a.reduce((total, value, axis) => total + (factor * value - (b[axis] as number)) ** 2, 0);
}
