import {
  adagrad,
  adam,
  type Hyperparameter,
  type Optimizer,
  rmsprop,
  scheduled,
  schedules,
  sgd,
} from "momenta/optimizers";

/** The optimizers that are compared on least squares. */
export const methods = ["SGD", "SGD + momentum", "AdaGrad", "RMSProp", "Adam"] as const;
export type ImplicitBiasMethod = (typeof methods)[number];

/** Those that divide each component of the gradient by a size of its own. */
export const adaptive = ["AdaGrad", "RMSProp", "Adam"] as const satisfies readonly ImplicitBiasMethod[];

/** ε and the learning rate of the first update, [R] or a number for all. */
export interface Rates {
  readonly learningRate: Hyperparameter;
  readonly epsilon: Hyperparameter;
}

/** RMSProp's decay rate of the second moment. */
const DECAY = 0.99;

/** The learning rate with which an adaptive method takes a first step of so much: RMSProp has no bias correction. */
export function rateFor(method: (typeof adaptive)[number], firstStep: number): number {
  return method === "RMSProp" ? firstStep * Math.sqrt(1 - DECAY) : firstStep;
}

/**
 * With a constant learning rate for SGD and for AdaGrad, whose sum makes the steps smaller; for RMSProp and Adam it falls to 0
 * along a cosine, so that they come to rest.
 */
export function make(method: ImplicitBiasMethod, updates: number, { learningRate, epsilon }: Rates): Optimizer {
  const falling = (of: (rate: Hyperparameter) => Optimizer) => scheduled(schedules.cosine(learningRate, updates), of);
  switch (method) {
    case "SGD":
      return sgd({ learningRate });
    case "SGD + momentum":
      return sgd({ learningRate, momentum: 0.9 });
    case "AdaGrad":
      return adagrad({ learningRate, epsilon });
    case "RMSProp":
      return falling((rate) => rmsprop({ learningRate: rate, decay: DECAY, epsilon }));
    case "Adam":
      return falling((rate) => adam({ learningRate: rate, epsilon }));
  }
}
