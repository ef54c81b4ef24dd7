import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import { mapTree, type TensorTree, tf } from "../engine/index.js";
import { descent } from "./descent.js";
import { alongReplicas, type Hyperparameter } from "./optimizer.js";
import { quotient } from "./root.js";
import { noUpdates } from "./updateCount.js";
import { over } from "./vectors.js";

/** What the schedule-free methods remember; y, between z and x, are the parameters. */
export interface ScheduleFreeState extends Record<string, TensorTree> {
  /** z, where the steps lead, in the shape of the parameters. */
  readonly iterates: TensorTree;
  /** x, the mean of z, in the shape of the parameters: what a trained model is to be evaluated with. */
  readonly averages: TensorTree;
  /** The largest learning rate so far, [R]. */
  readonly largestRate: Tensor;
  /** The sum of the weights in the mean, [R]. */
  readonly weightSum: Tensor;
}

/** x = z = y. */
export function startingPoints(params: TensorTree): ScheduleFreeState {
  const none = tf.cast(noUpdates(params), "float32");
  const copy = () => mapTree((parameter) => tf.clone(parameter), params);
  return { iterates: copy(), averages: copy(), largestRate: none, weightSum: tf.clone(none) };
}

/** One step along directions d that were found at y, see `scheduleFreeSgd`. */
export function scheduleFreeStep(
  { learningRate, momentum, weightDecay }: Record<"learningRate" | "momentum" | "weightDecay", Hyperparameter>,
  directions: TensorTree,
  state: ScheduleFreeState,
  params: TensorTree,
): [updates: TensorTree, state: ScheduleFreeState] {
  const largestRate = tf.maximum(state.largestRate, learningRate);
  const weight = tf.square(largestRate);
  const weightSum = tf.add(state.weightSum, weight);
  const share = quotient(weight, weightSum, 0);
  const decayed = mapTree(
    (direction, y) => tf.add(direction, tf.mul(alongReplicas(weightDecay, y), y)),
    directions,
    params,
  );
  /** lr · (1 − β · (1 − c)), how far y follows z at once. */
  const rate = tf.mul<Tensor1D>(learningRate, tf.sub(1, tf.mul(momentum, tf.sub(1, share))));
  const updates = mapTree(
    (direction, y, z) => tf.add(tf.mul(over(y, share), tf.sub(z, y)), descent(rate, direction)),
    decayed,
    params,
    state.iterates,
  );
  const iterates = mapTree((z, direction) => tf.add(z, descent(learningRate, direction)), state.iterates, decayed);
  const averages = mapTree((x, z) => tf.add(x, tf.mul(over(x, share), tf.sub(z, x))), state.averages, iterates);
  return [updates, { iterates, averages, largestRate, weightSum }];
}
