import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import { type TensorTree, tf } from "momenta/engine";
import { adam, autostep, type CurvatureOptimizer, idbd, type Optimizer, rmsprop, sgd } from "momenta/optimizers";

/** The hyper-parameters of replicas, a tensor [R] each, by their names in a `Setting`. */
export type Hyperparameters = Readonly<Record<string, Tensor1D>>;
type State = Record<string, TensorTree>;

/** A method whose step sizes can be watched while it learns a linear unit. */
export interface OnlineMethod {
  make(hyperparameters: Hyperparameters): Optimizer | CurvatureOptimizer;
  /** What multiplies the gradient of each weight, [R, n], before any momentum; `weights` gives the shape. */
  stepSizes(state: State, hyperparameters: Hyperparameters, weights: Tensor): Tensor;
}

/** The methods of the source, and Autostep. */
export const onlineMethods = {
  SGD: {
    make: ({ learningRate }) => sgd({ learningRate: learningRate as Tensor1D }),
    stepSizes: (_, { learningRate }, weights) => tf.mul(tf.onesLike(weights), column(learningRate)),
  },
  RMSProp: {
    make: ({ learningRate, decay }) =>
      rmsprop({ learningRate: learningRate as Tensor1D, decay: decay as Tensor1D, epsilon: EPSILON }),
    stepSizes: ({ secondMoment }, { learningRate }) => normalized(learningRate, leaf(secondMoment)),
  },
  Adam: {
    make: ({ learningRate, beta1, beta2 }) =>
      adam({
        learningRate: learningRate as Tensor1D,
        beta1: beta1 as Tensor1D,
        beta2: beta2 as Tensor1D,
        epsilon: EPSILON,
      }),
    stepSizes({ secondMoment, updates }, { learningRate, beta2 }) {
      const gathered = tf.sub(1, tf.pow(beta2 as Tensor1D, tf.cast(leaf(updates), "float32")));
      return normalized(learningRate, tf.div(leaf(secondMoment), column(gathered)));
    },
  },
  IDBD: {
    make: ({ metaRate, initialRate }) => idbd({ metaRate: metaRate as Tensor1D, initialRate: initialRate as Tensor1D }),
    stepSizes: ({ stepSizes }) => leaf(stepSizes),
  },
  Autostep: {
    make: ({ metaRate, initialRate }) =>
      autostep({ metaRate: metaRate as Tensor1D, initialRate: initialRate as Tensor1D }),
    stepSizes: ({ stepSizes }) => leaf(stepSizes),
  },
} as const satisfies Readonly<Record<string, OnlineMethod>>;
export type OnlineMethodName = keyof typeof onlineMethods;

const EPSILON = 1e-8;

const leaf = (tree: TensorTree | undefined) => tree as Tensor;
const column = (values: Tensor | undefined) => tf.reshape(values as Tensor, [-1, 1]);

function normalized(learningRate: Tensor | undefined, secondMoment: Tensor): Tensor {
  return tf.div(column(learningRate), tf.add(tf.sqrt(secondMoment), EPSILON));
}
