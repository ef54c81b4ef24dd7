import { adadelta, type Hyperparameter, notes, type Optimizer, sgd } from "momenta/optimizers";
import { type Method, methods } from "../../common/index.js";

/** A method, and how it is made of a learning rate. */
interface OrderedMethod {
  readonly method: Method;
  readonly make: (setting: { readonly learningRate: Hyperparameter }) => Optimizer;
}

/** The methods in the published order, the slowest first. */
export const ordered: readonly OrderedMethod[] = [
  { method: methods.momentum, make: ({ learningRate }) => sgd({ learningRate, momentum: 0.9 }) as Optimizer },
  { method: methods.sgd, make: ({ learningRate }) => sgd({ learningRate }) as Optimizer },
  { method: methods.adam, make: ({ learningRate }) => notes.adam({ learningRate }) },
  { method: methods.rmsprop, make: ({ learningRate }) => notes.rmsprop({ learningRate }) },
  { method: methods.adadelta, make: ({ learningRate }) => adadelta({ learningRate }) },
];
