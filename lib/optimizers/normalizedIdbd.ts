import type { Tensor } from "@tensorflow/tfjs";
import { completeOptions } from "../arguments/index.js";
import { mapTree, type TensorTree, tf } from "../engine/index.js";
import { type AutostepOptions, type AutostepState, autostepDefaults, autostepSchema } from "./autostep.js";
import { gatheredWeight } from "./biasCorrection.js";
import { anyEpsilon, fraction } from "./check.js";
import { described } from "./described.js";
import { movingAverage } from "./movingAverage.js";
import { alongReplicas, type Hyperparameter, type Optimizer } from "./optimizer.js";
import { overRoot } from "./root.js";
import { adapted, initialStepSizes, normalizedMetaGradients, tracedStep } from "./stepSizes.js";
import { counted, noUpdates } from "./updateCount.js";
import { zeros } from "./zeros.js";

export interface NormalizedIdbdOptions extends AutostepOptions {
  /** β, how much of the second moment is kept in an update. */
  readonly decay?: Hyperparameter;
  readonly epsilon?: Hyperparameter;
}

export interface NormalizedIdbdState extends AutostepState {
  readonly secondMoment: TensorTree;
  /** t, the updates since `init`, shape [R]. */
  readonly updates: Tensor;
}

/**
 * Step sizes both optimized and normalized: IDBD on gradients divided by the root of their second moment, as in RMSProp
 * and Adam, its meta-gradient divided by its recent maximum, as in Autostep.
 *
 *     s ← β · s + (1 − β) · g²
 *     u = g / (√(s / (1 − βᵗ)) + ε)
 *     v ← max(|u · h|, v + α · u² / τ · (|u · h| − v))
 *     α ← α · exp(−metaRate · u · h / v)                where v > 0
 *     θ ← θ − α · u
 *     h ← h · [1 − α · u²]⁺ − α · u
 *
 * Steps do not depend on the scale of the loss, and α is a learning rate as Adam's: with metaRate 0 it is Adam without
 * first moment (β₁ = 0). Degris et al. conclude that such a combination is to be tried; the form is ours: the squared normalized
 * gradient for the curvature as in `idbdDeep`, and no bound on a step but that of metaRate on the growth of α.
 * α starts at initialRate; s, h and v start at 0. All have the shape of the parameters.
 * Source: Degris, Javed, Sharifnassab, Liu and Sutton, "Step-size optimization for continual learning", arXiv 2401.17401,
 * 2024; Mahmood, Sutton, Degris and Pilarski, "Tuning-free step-size adaptation", ICASSP 2012.
 *
 * @throws RangeError where metaRate or epsilon is negative or not finite, epsilon vanishes in float32, initialRate or timeConstant not above 0, or decay
 *   outside [0, 1)
 */
export function normalizedIdbd(options: NormalizedIdbdOptions): Optimizer<NormalizedIdbdState> {
  const name = "Normalized IDBD";
  const { initialRate, metaRate, timeConstant, decay, epsilon } = completeOptions(
    name,
    options,
    { ...autostepSchema, decay: fraction, epsilon: anyEpsilon },
    { ...autostepDefaults, decay: 0.999, epsilon: 1e-8 },
  );
  return described(
    {
      name,
      init: (params) => ({
        ...initialStepSizes(params, initialRate),
        normalizer: zeros(params),
        secondMoment: zeros(params),
        updates: noUpdates(params),
      }),
      update(gradients, state) {
        const updates = counted(state.updates);
        const weight = gatheredWeight(decay, updates);
        const secondMoment = mapTree(
          (s, gradient) => movingAverage(decay, s, tf.square(gradient)),
          state.secondMoment,
          gradients,
        );
        const normalized = mapTree(
          (gradient, s) => overRoot(gradient, tf.div(s, alongReplicas(weight, s)), epsilon),
          gradients,
          secondMoment,
        );
        const curvature = mapTree((u) => tf.square(u), normalized);
        const [metaGradients, normalizer] = normalizedMetaGradients(state, normalized, curvature, timeConstant);
        const stepSizes = adapted(state.stepSizes, metaRate, metaGradients);
        const [changes, next] = tracedStep(stepSizes, state.trace, normalized, curvature);
        return [changes, { ...next, normalizer, secondMoment, updates }];
      },
    },
    "normalizedIdbd",
    { initialRate, metaRate, timeConstant, decay, epsilon },
  );
}
