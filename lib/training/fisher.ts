import type { Scalar, Tensor } from "@tensorflow/tfjs";
import { gradients, mapTree, random, scan, streams, type TensorTree, tf } from "../engine/index.js";
import type { Ewc } from "./continualLearning.js";
import type { LaneData } from "./laneData.js";
import { logits } from "./logits.js";
import { lossTargets, modelLoss } from "./modelLoss.js";
import type { ProgramPlan } from "./plan.js";

/** The examples that R lanes estimate Fisher information with, E of each. */
export interface FisherExamples extends Record<string, Tensor> {
  /** [E, R], int32: rows of the training examples. */
  readonly rows: Tensor;
  /** [E, R, outputs], Gumbel: the unit whose logit is largest with it is a label drawn from the model. */
  readonly noise: Tensor;
}

/**
 * The diagonal of the Fisher information of each lane, a tree like the parameters: the mean over the examples of the squared
 * gradient of the log-likelihood of one label.
 *
 * @param task [R], int32
 */
export function fisherDiagonal(
  { model, loss, outputs }: Pick<ProgramPlan, "model" | "loss" | "outputs">,
  { fisher }: Pick<Ewc, "fisher">,
  params: TensorTree,
  task: Tensor,
  data: Pick<LaneData, "inputs" | "targets" | "competing">,
  examples: FisherExamples,
): TensorTree {
  const addExample = (sum: TensorTree, { rows, noise }: FisherExamples): [TensorTree, []] => {
    const example = tf.reshape(rows, [-1, 1]);
    const inputs = tf.gather(data.inputs, example);
    const given = (at: TensorTree) => logits(model, at, inputs, task, data);
    const labels =
      fisher === "empirical"
        ? tf.gather(data.targets, example)
        : tf.argMax(tf.add(given(params), tf.expandDims(noise, 1)), -1);
    const targets = lossTargets(labels, outputs);
    const scores = gradients((at: TensorTree) => tf.sum(modelLoss(loss, given(at), targets)) as Scalar, params);
    return [mapTree((total, score) => tf.add<Tensor>(total, tf.square(score)), sum, scores), []];
  };
  const none = mapTree((leaf) => tf.zerosLike(leaf), params);
  const [sum] = scan(addExample, none, examples);
  return mapTree((total) => tf.div<Tensor>(total, examples.rows.shape[0] as number), sum);
}

/** What a run draws at the end of the task of number `phase`, whose rows are given: examples, and the noise of each. */
export function drawFisherExamples(
  rows: Int32Array,
  seed: number,
  phase: number,
  examples: number,
  outputs: number,
): { rows: Int32Array; noise: Float32Array } {
  const { shuffle, uniform } = random(seed, streams.fisher + phase);
  return {
    rows: shuffle(Int32Array.from(rows)).subarray(0, examples),
    noise: Float32Array.from({ length: examples * outputs }, () => -Math.log(-Math.log(uniform()))),
  };
}
