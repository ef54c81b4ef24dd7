import { completeOptions, number, oneOf, optional, requireKnown, type Schema, whole } from "../arguments/index.js";

/**
 * Baselines of continual learning, in any combination; each by itself changes nothing of the others' random numbers.
 *
 * ```ts
 * const continualLearning = {
 *   replay: { examples: 200, share: 0.5 },
 *   ewc: { strength: 100, examples: 500 },
 *   shrinkAndPerturb: { shrink: 0.8, noise: 0.01 },
 *   l2Initial: { strength: 1e-3 },
 * };
 * ```
 */
export interface ContinualLearning {
  readonly l2Initial?: L2Initial;
  readonly shrinkAndPerturb?: ShrinkAndPerturb;
  readonly ewc?: Ewc;
  readonly replay?: Replay;
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

/**
 * Elastic weight consolidation: a penalty for each task k that has been learned, around the parameters θₖ that it ended with,
 *
 *     loss + strength/2 · Σₖ Σ Fₖ · (θ − θₖ)²
 *
 * F is the diagonal of the Fisher information at θₖ: the mean over training examples of the task of the squared gradient of
 * log p(label | input, θ), one example at a time. The sum of the penalties is kept as the one parabola that it is, so that many
 * tasks take no more memory than one. As for `l2Initial`, the loss is shown without it. Gradient descent diverges where
 * learningRate · strength · Σₖ Fₖ exceeds 2.
 *
 * Source: Kirkpatrick et al., "Overcoming catastrophic forgetting in neural networks", PNAS 2017, equation 3.
 */
export interface Ewc {
  /** λ, at least 0. */
  readonly strength: number;
  /** How many training examples of each task F is the mean over. */
  readonly examples: number;
  /**
   * Whose labels: drawn from the model's own probabilities, the Fisher information, where left out; or those of the data, the
   * empirical one, which vanishes where they are fitted.
   */
  readonly fisher?: "drawn" | "empirical";
}

/**
 * Experience replay: from the second task on, a part of each batch is drawn, with replacement, from a memory of examples of
 * earlier tasks. The memory is a reservoir: at the end of a task it is a uniform sample of all new examples that were in
 * batches so far, those of several passes as often. The loss is the mean over the whole batch, which criteria and probes of
 * batches see too.
 *
 * Sources: Vitter, "Random sampling with a reservoir", ACM Transactions on Mathematical Software 1985, algorithm R;
 * Chaudhry et al., "On tiny episodic memories in continual learning", 2019, arXiv 1902.10486.
 */
export interface Replay {
  /** How many the memory holds. */
  readonly examples: number;
  /** The part of each batch that is replayed, above 0 and below 1, rounded to whole examples. */
  readonly share: number;
}

const nonNegative = number("a finite number of at least 0", (value) => value >= 0);

const schemas: { readonly [Name in keyof ContinualLearning]-?: Schema<Required<ContinualLearning>[Name]> } = {
  l2Initial: { strength: nonNegative },
  shrinkAndPerturb: {
    shrink: number("a number from 0 to 1", (value) => value >= 0 && value <= 1),
    noise: nonNegative,
  },
  replay: {
    examples: whole(),
    share: number("a number above 0 and below 1", (value) => value > 0 && value < 1),
  },
  ewc: { strength: nonNegative, examples: whole(), fisher: optional(oneOf("drawn", "empirical")) },
};

const standard: Partial<ContinualLearning> = { ewc: { fisher: "drawn" } as Ewc };

/** The methods that are given, with their standard values. @throws RangeError where one is not known or not what it may be */
export function completeContinualLearning(given: ContinualLearning = {}): ContinualLearning {
  requireKnown("train: continualLearning", given, Object.keys(schemas));
  const methods = Object.entries<object | undefined>({ ...given }).flatMap(([method, options]) => {
    if (options === undefined) return [];
    const name = method as keyof ContinualLearning;
    const complete = completeOptions(`train: continualLearning.${name}`, options, schemas[name], standard[name] ?? {});
    return [[name, complete]];
  });
  return Object.fromEntries(methods);
}

/** Whether something is done between one task and the next. */
export function actsBetweenTasks({ shrinkAndPerturb, ewc, replay }: ContinualLearning): boolean {
  return [shrinkAndPerturb, ewc, replay].some((method) => method !== undefined);
}
