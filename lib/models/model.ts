import type { Tensor } from "@tensorflow/tfjs";
import type { TensorTree } from "../engine/index.js";

/**
 * A model as a pair of functions: what its parameters are at first, and what it makes of inputs.
 *
 * Every leaf of the parameters has the replica axis first: shape [R, …].
 */
export interface Model<Params extends TensorTree = TensorTree> {
  /** What tables and figures call it. */
  readonly name: string;
  /** The parameters of one replica for each seed, R = seeds.length. A replica depends on its own seed alone. */
  init(seeds: readonly number[]): Params;
  /**
   * Logits [R, B, classes] for a batch of B examples: [B, features] seen by all replicas,
   * or [R, B, features] with a batch for each. A model of sequences of length T takes [B, T] or [R, B, T] and gives
   * [R, B, T, classes].
   */
  apply(params: Params, inputs: Tensor): Tensor;
}
