import { number, requireKnown, requireOptions, type Schema } from "../arguments/index.js";

/**
 * Baselines of continual learning, in any combination; each by itself changes nothing of the others' random numbers.
 *
 * ```ts
 * const continualLearning = { l2Initial: { strength: 1e-3 } };
 * ```
 */
export interface ContinualLearning {
  readonly l2Initial?: L2Initial;
  readonly shrinkAndPerturb?: ShrinkAndPerturb;
}

/**
 * L2 regularization towards the run's own initial parameters θ₀, in place of 0, against loss of plasticity:
 *
 *     loss + strength/2 · Σ (θ − θ₀)²
 *
 * Criteria, probes and optimizers that look at the loss see it without the penalty; gradients have it in them. The source
 * writes strength for strength/2.
 *
 * Source: Kumar, Marklund and Van Roy, "Maintaining plasticity in continual learning via regenerative regularization", 2023,
 * arXiv 2308.11958.
 */
export interface L2Initial {
  /** At least 0. */
  readonly strength: number;
}

/**
 * At the start of each task after the first, the parameters are shrunk and perturbed by others θ′ that the model draws anew, of
 * a seed of their own:
 *
 *     θ ← shrink · θ + noise · θ′
 *
 * The optimizer's state stays as `stateAtSwitch` has it.
 *
 * Source: Ash and Adams, "On warm-starting neural network training", NeurIPS 2020.
 */
export interface ShrinkAndPerturb {
  /** From 0 to 1. */
  readonly shrink: number;
  /** At least 0. */
  readonly noise: number;
}

const nonNegative = number("a finite number of at least 0", (value) => value >= 0);

const schemas: { readonly [Name in keyof ContinualLearning]-?: Schema<Required<ContinualLearning>[Name]> } = {
  l2Initial: { strength: nonNegative },
  shrinkAndPerturb: {
    shrink: number("a number from 0 to 1", (value) => value >= 0 && value <= 1),
    noise: nonNegative,
  },
};

/** The methods that are given, with their standard values. @throws RangeError where one is not known or not what it may be */
export function completeContinualLearning(given: ContinualLearning = {}): ContinualLearning {
  requireKnown("train: continualLearning", given, Object.keys(schemas));
  const methods = Object.entries<object | undefined>({ ...given }).filter(([, options]) => options !== undefined);
  for (const [name, options] of methods) {
    requireOptions(`train: continualLearning.${name}`, options as object, schemas[name as keyof ContinualLearning]);
  }
  return Object.fromEntries(methods);
}

/** Whether something is done between one task and the next. */
export function actsBetweenTasks({ shrinkAndPerturb }: ContinualLearning): boolean {
  return shrinkAndPerturb !== undefined;
}
