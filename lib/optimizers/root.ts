import type { Tensor } from "@tensorflow/tfjs";
import { tf } from "../engine/index.js";
import { alongReplicas, type Hyperparameter } from "./optimizer.js";

/** The denominator of the adaptive methods for one leaf: √(s + ε) where ε is inside the root, √s + ε where it is not. */
export function root(secondMoment: Tensor, epsilon: Hyperparameter, epsilonInsideRoot: boolean): Tensor {
  const term = alongReplicas(epsilon, secondMoment);
  return epsilonInsideRoot ? tf.sqrt(tf.add(secondMoment, term)) : tf.add(tf.sqrt(secondMoment), term);
}

/** direction / `root`. */
export function overRoot(
  direction: Tensor,
  secondMoment: Tensor,
  epsilon: Hyperparameter,
  epsilonInsideRoot = false,
): Tensor {
  return quotient(direction, root(secondMoment, epsilon, epsilonInsideRoot), epsilon);
}

/**
 * direction / scale, where ε is part of the scale. Without an ε the scale of what never moved is 0: there 0 / 0 is 0.
 *
 * The quotient itself stands as it would without the exception: otherwise the compiler rounds it in another place.
 */
export function quotient(direction: Tensor, scale: Tensor, epsilon: Hyperparameter): Tensor {
  const divided = tf.div(direction, scale);
  if (typeof epsilon === "number" && epsilon > 0) return divided;
  return tf.where(tf.equal(direction, 0), direction, divided);
}
