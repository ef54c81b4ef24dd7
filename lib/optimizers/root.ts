import type { Tensor } from "@tensorflow/tfjs";
import { tf } from "../engine/index.js";
import { alongReplicas, type Hyperparameter } from "./optimizer.js";

/** The denominator of the adaptive methods for one leaf: √(s + ε) where ε is inside the root, √s + ε where it is not. */
export function root(secondMoment: Tensor, epsilon: Hyperparameter, epsilonInsideRoot: boolean): Tensor {
  const term = alongReplicas(epsilon, secondMoment);
  return epsilonInsideRoot ? tf.sqrt(tf.add(secondMoment, term)) : tf.add(tf.sqrt(secondMoment), term);
}
