import { type Hyperparameter, nesterov, type Optimizer, sgd } from "momenta/optimizers";

/** The methods with a velocity. */
export const rolling: readonly ((momentum: Hyperparameter, learningRate: Hyperparameter) => Optimizer)[] = [
  (momentum, learningRate) => sgd({ learningRate, momentum }),
  (momentum, learningRate) => nesterov({ learningRate, momentum }),
];
