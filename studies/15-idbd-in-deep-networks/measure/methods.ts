import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import { mapTree, type TensorTree, tf } from "momenta/engine";
import { adam, alongReplicas, idbdDeep, normalizedIdbd, type Optimizer, rmsprop, sgd } from "momenta/optimizers";
import type { Hyperparameters } from "../../common/index.js";
import { boundedIdbd } from "./boundedIdbd.js";

type State = Record<string, TensorTree>;

/** A method of training, with what multiplies each gradient, or each normalized one. */
export interface Method {
  make(hyperparameters: Hyperparameters): Optimizer;
  /** The step sizes, a tree like the parameters; left out where they are one number that stays. */
  stepSizes?(state: State, hyperparameters: Hyperparameters): TensorTree;
}

const EPSILON = 1e-8;
const BETA2 = 0.999;

/**
 * SGD, IDBD, normalization alone and the hybrid are the four ways to have or to lack optimization and normalization: with a
 * meta rate of 0, IDBD is SGD and the hybrid is normalization alone.
 */
export const methods = {
  SGD: {
    make: ({ learningRate }) => sgd({ learningRate: of(learningRate) }),
  },
  RMSProp: {
    make: ({ learningRate, decay }) => rmsprop({ learningRate: of(learningRate), decay: of(decay), epsilon: EPSILON }),
    stepSizes: ({ secondMoment }, { learningRate }) => overRoot(of(learningRate), secondMoment),
  },
  Adam: {
    make: ({ learningRate }) => adam({ learningRate: of(learningRate), beta2: BETA2, epsilon: EPSILON }),
    stepSizes: ({ secondMoment }, { learningRate }) => overRoot(of(learningRate), secondMoment),
  },
  "normalization alone": {
    make: ({ learningRate }) => adam({ learningRate: of(learningRate), beta1: 0, beta2: BETA2, epsilon: EPSILON }),
    stepSizes: ({ secondMoment }, { learningRate }) => overRoot(of(learningRate), secondMoment),
  },
  IDBD: {
    make: ({ metaRate, initialRate }) => idbdDeep({ metaRate: of(metaRate), initialRate: of(initialRate) }),
    stepSizes: ({ stepSizes }) => stepSizes as TensorTree,
  },
  "bounded IDBD": {
    make: ({ metaRate, initialRate }) => boundedIdbd({ metaRate: of(metaRate), initialRate: of(initialRate) }),
    stepSizes: ({ stepSizes }) => stepSizes as TensorTree,
  },
  hybrid: {
    make: ({ metaRate, initialRate }) =>
      normalizedIdbd({
        metaRate: of(metaRate),
        initialRate: of(initialRate),
        decay: BETA2,
        epsilon: EPSILON,
      }) as Optimizer,
    stepSizes: ({ stepSizes }) => stepSizes as TensorTree,
  },
} as const satisfies Readonly<Record<string, Method>>;
export type MethodName = keyof typeof methods;
export const methodNames = Object.keys(methods) as MethodName[];

const of = (values: Tensor1D | undefined) => values as Tensor1D;

/** What multiplies a gradient: once the moments have gathered their weight, bias correction changes nothing. */
function overRoot(learningRate: Tensor1D, secondMoment: TensorTree | undefined): TensorTree {
  return mapTree(
    (s: Tensor) => tf.div(alongReplicas(learningRate, s), tf.add(tf.sqrt(s), EPSILON)),
    secondMoment as TensorTree,
  );
}
