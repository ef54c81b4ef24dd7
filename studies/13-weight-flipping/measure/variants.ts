import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import { tf } from "momenta/engine";
import type { CurvatureOptimizer } from "momenta/optimizers";
import type { OnlineMethod } from "../../common/index.js";

type State = Record<"stepSizes" | "trace" | "normalizer", Tensor>;

const column = (values: Tensor1D | undefined) => tf.reshape(values as Tensor1D, [-1, 1]);
const stepSizes: OnlineMethod["stepSizes"] = (state) => state.stepSizes as Tensor;

function init(weights: Tensor, initialRate: Tensor1D | undefined): State {
  const nothing = tf.zerosLike(weights);
  return { stepSizes: tf.mul(tf.onesLike(weights), column(initialRate)), trace: nothing, normalizer: nothing };
}

/** IDBD that changes the logarithm of a step size by at most `bound` in an update. */
export const boundedIdbd: OnlineMethod = {
  make: ({ metaRate, initialRate, bound }) =>
    ofOneTensor("bounded IDBD", initialRate, (gradient, { stepSizes, trace, normalizer }, curvature) => {
      const wanted = tf.neg(tf.mul(column(metaRate), tf.mul(gradient, trace)));
      const change = tf.maximum(tf.neg(column(bound)), tf.minimum(column(bound), wanted));
      return step(tf.mul(stepSizes, tf.exp(change)), { trace, normalizer }, gradient, curvature);
    }),
  stepSizes,
};

/** Autostep without its last line, the division of all step sizes by Σ α κ where that is above 1. */
export const freeAutostep: OnlineMethod = {
  make: ({ metaRate, initialRate }) =>
    ofOneTensor("Autostep without its bound", initialRate, (gradient, { stepSizes, trace, normalizer }, curvature) => {
      const raw = tf.mul(gradient, trace);
      const forgotten = tf.mul(tf.div(tf.mul(stepSizes, curvature), 1e4), tf.sub(tf.abs(raw), normalizer));
      const largest = tf.maximum(tf.abs(raw), tf.add(normalizer, forgotten));
      const change = tf.neg(tf.mul(column(metaRate), tf.divNoNan(raw, largest)));
      return step(tf.mul(stepSizes, tf.exp(change)), { trace, normalizer: largest }, gradient, curvature);
    }),
  stepSizes,
};

/** θ ← θ − α g, h ← h [1 − α κ]⁺ − α g, for both. */
function step(
  stepSizes: Tensor,
  { trace, normalizer }: Pick<State, "trace" | "normalizer">,
  gradient: Tensor,
  curvature: Tensor,
): [Tensor, State] {
  const update = tf.neg(tf.mul(stepSizes, gradient));
  const kept = tf.relu(tf.sub(1, tf.mul(stepSizes, curvature)));
  return [update, { stepSizes, trace: tf.add(tf.mul(trace, kept), update), normalizer }];
}

function ofOneTensor(
  name: string,
  initialRate: Tensor1D | undefined,
  update: (gradient: Tensor, state: State, curvature: Tensor) => [Tensor, State],
): CurvatureOptimizer<State> {
  return {
    name,
    init: (weights) => init(weights as Tensor, initialRate),
    update: (gradients, state, _, curvature) => update(gradients as Tensor, state, curvature as Tensor),
  };
}
