import {
  adadelta,
  adagrad,
  adam,
  adamax,
  amsgrad,
  centeredRmsprop,
  type Hyperparameter,
  nadam,
  nesterov,
  type Optimizer,
  rmsprop,
  sgd,
} from "momenta/optimizers";

/** A first-order method, all but its learning rate as usual. */
export interface Contestant {
  readonly make: (learningRate: Hyperparameter) => Optimizer;
  /** Whether each parameter's step is divided by the size of its gradients. */
  readonly scales: boolean;
}

const momentum = 0.9;

/**
 * All first-order methods of the library that differ where gradients are exact and no weight decays: `emaMomentum` is the heavy
 * ball at another rate, `nesterovLookahead` is `nesterov` seen from another point, `adamw` without decay is `adam`.
 */
export const contestants: readonly Contestant[] = [
  { make: (learningRate) => sgd({ learningRate }), scales: false },
  { make: (learningRate) => sgd({ learningRate, momentum }), scales: false },
  { make: (learningRate) => nesterov({ learningRate, momentum }), scales: false },
  { make: (learningRate) => adagrad({ learningRate }), scales: true },
  { make: (learningRate) => adadelta({ learningRate }), scales: true },
  { make: (learningRate) => rmsprop({ learningRate }), scales: true },
  { make: (learningRate) => centeredRmsprop({ learningRate }), scales: true },
  { make: (learningRate) => adam({ learningRate }), scales: true },
  { make: (learningRate) => adamax({ learningRate }), scales: true },
  { make: (learningRate) => nadam({ learningRate }), scales: true },
  { make: (learningRate) => amsgrad({ learningRate }), scales: true },
];
