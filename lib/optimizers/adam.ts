import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import { tf } from "../engine/tensorflow.js";
import { leaves, mapTree, type TensorTree } from "../engine/tree.js";
import { requireFraction, requireNonNegative } from "./check.js";
import { descent } from "./descent.js";
import { movingAverage } from "./movingAverage.js";
import { alongReplicas, type Hyperparameter, type Optimizer } from "./optimizer.js";
import { root } from "./root.js";

export interface AdamOptions {
  readonly learningRate: Hyperparameter;
  readonly beta1?: Hyperparameter;
  readonly beta2?: Hyperparameter;
  readonly epsilon?: Hyperparameter;
  /** Divide the moments, which start at 0, by the weight that they have gathered, 1 − βᵗ. */
  readonly biasCorrection?: boolean;
  /** √(s + ε) where true, √s + ε as in PyTorch where false. */
  readonly epsilonInsideRoot?: boolean;
}

export interface AdamState extends Record<string, TensorTree> {
  readonly firstMoment: TensorTree;
  readonly secondMoment: TensorTree;
}

export interface BiasCorrectedAdamState extends AdamState {
  /** t, the updates since `init`, shape [R]: each replica counts its own, since each is reset at a time of its own. */
  readonly updates: Tensor;
}

/**
 * Adam: the moving average of gradients, divided by the root of the moving average of their squares.
 *
 *     m ← β₁ · m + (1 − β₁) · g
 *     s ← β₂ · s + (1 − β₂) · g²
 *     m̂ = m / (1 − β₁ᵗ),   ŝ = s / (1 − β₂ᵗ)           with bias correction; else m̂ = m, ŝ = s
 *     θ ← θ − lr · m̂ / (√ŝ + ε)
 *
 * Both moments have the shape of the parameters and start at 0.
 * Source: Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1.
 *
 * @throws Error where learningRate or epsilon is negative or not finite, or beta1 or beta2 outside [0, 1)
 */
export function adam(options: AdamOptions & { readonly biasCorrection: false }): Optimizer<AdamState>;
export function adam(options: AdamOptions & { readonly biasCorrection?: true }): Optimizer<BiasCorrectedAdamState>;
export function adam(options: AdamOptions): Optimizer<AdamState>;
export function adam({
  learningRate,
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-8,
  biasCorrection = true,
  epsilonInsideRoot = false,
}: AdamOptions): Optimizer<AdamState> {
  const name = "Adam";
  requireNonNegative(name, "learningRate", learningRate);
  requireFraction(name, "beta1", beta1);
  requireFraction(name, "beta2", beta2);
  requireNonNegative(name, "epsilon", epsilon);

  function moments(gradients: TensorTree, state: AdamState): AdamState {
    return {
      firstMoment: mapTree((m, gradient) => movingAverage(beta1, m, gradient), state.firstMoment, gradients),
      secondMoment: mapTree(
        (s, gradient) => movingAverage(beta2, s, tf.square(gradient)),
        state.secondMoment,
        gradients,
      ),
    };
  }

  function zeroMoments(params: TensorTree): AdamState {
    const zeros = () => mapTree((parameter) => tf.zerosLike(parameter), params);
    return { firstMoment: zeros(), secondMoment: zeros() };
  }

  const step = (rate: Hyperparameter, m: Tensor, s: Tensor) =>
    descent(rate, tf.div(m, root(s, epsilon, epsilonInsideRoot)));

  const uncorrected: Optimizer<AdamState> = {
    name,
    init: zeroMoments,
    update(gradients, state) {
      const next = moments(gradients, state);
      return [mapTree((m, s) => step(learningRate, m, s), next.firstMoment, next.secondMoment), next];
    },
  };

  const corrected: Optimizer<BiasCorrectedAdamState> = {
    name,
    init: (params) => ({ ...zeroMoments(params), updates: tf.zeros([replicas(params)]) }),
    update(gradients, state) {
      const updates = tf.add(state.updates, 1);
      const next = moments(gradients, state);
      const rate = tf.div<Tensor1D>(learningRate, gatheredWeight(beta1, updates));
      const weight = gatheredWeight(beta2, updates);
      return [
        mapTree((m, s) => step(rate, m, tf.div(s, alongReplicas(weight, s))), next.firstMoment, next.secondMoment),
        { ...next, updates },
      ];
    },
  };

  return biasCorrection ? corrected : uncorrected;
}

/** 1 − βᵗ, shape [R], by expm1, which keeps the digits that the difference would lose: at β = .999 the first three. */
function gatheredWeight(beta: Hyperparameter, updates: Tensor): Tensor1D {
  const logarithm = typeof beta === "number" ? Math.log(beta) : tf.log(beta);
  return tf.neg(tf.expm1(tf.mul(logarithm, updates)));
}

function replicas(params: TensorTree): number {
  const [first] = leaves<Tensor>(params);
  return first?.shape[0] ?? 0;
}
