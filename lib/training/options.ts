import type { Dataset, Stream } from "../datasets/index.js";
import type { Compiler, TensorTree } from "../engine/index.js";
import type { Loss, Model } from "../models/index.js";
import type { Hyperparameter, Optimizer } from "../optimizers/index.js";
import type { Store } from "../store/index.js";
import type { PassOrder } from "./batches.js";
import type { Checkpoints } from "./checkpoints.js";
import type { ContinualLearning } from "./continualLearning.js";
import type { Criterion } from "./criteria/index.js";
import type { Probe } from "./probes/index.js";
import type { StateAtSwitch } from "./run.js";

/** The options of `train`. */
export interface TrainOptions<Params extends TensorTree, Name extends string> {
  /** What is trained, as `mlp([784, 100, 10])`: with as many outputs as the stream asks for. */
  readonly model: Model<Params>;
  /**
   * An optimizer, or several of different names: every seed is run with each. With `settings`, the optimizer for a setting: its
   * values come as tensors [R], one value per replica.
   */
  readonly optimizer: Optimizer | readonly Optimizer[] | ((setting: Record<Name, Hyperparameter>) => Optimizer);
  /** Hyper-parameters to try, each with every seed: a grid of learning rates, say, with one program to compile. */
  readonly settings?: readonly Readonly<Record<Name, number>>[];
  /**
   * One stream, or several over the same outputs: every seed then goes through each of them. As a function of the seed, data
   * that every seed has of its own. A data set is a stream of one task: all its classes, or its targets.
   */
  readonly stream: Streams | ((seed: number) => Streams);
  /**
   * What is made small, softmax cross-entropy where left out: `squaredError`, `sigmoidCrossEntropy`, or a function of one's
   * own, of outputs and one-hot labels or targets, [R, B, outputs] both, that gives the mean loss of each replica, [R].
   */
  readonly loss?: Loss;
  /** When a task counts as learned and the next one begins: `heldOutAccuracy(0.98)`, `fixedUpdates(500)`, … */
  readonly criterion: Criterion;
  /** What becomes of the optimizer's state between tasks, carried over where left out; where several, every seed is run in each. */
  readonly stateAtSwitch?: StateAtSwitch | readonly StateAtSwitch[];
  /** What is done against forgetting and loss of plasticity; nothing where left out. */
  readonly continualLearning?: ContinualLearning;
  /** The seeds themselves, or their number: 1, 2, …; 1 where left out. A seed determines initial weights and order of data. */
  readonly seeds?: number | readonly number[];
  /** Examples in the batch of an update: 64 where left out, or all of the smallest task where it has fewer. */
  readonly batchSize?: number;
  /** The order of a task's examples in a pass over them; where left out, all of them in a random order, anew for every pass. */
  readonly order?: PassOrder;
  /** After so many updates a task is given up, and the next one begins; 2000 where left out, or what `fixedUpdates` asks for. */
  readonly maxUpdates?: number;
  /** What is recorded at every update. */
  readonly probes?: readonly Probe[];
  /**
   * Whether accuracy is measured on every task of the stream, at the start and after each task: on the held-out examples of
   * the criterion, or the first 500, fewer where a task has fewer, where it has none. Changes no other result.
   */
  readonly accuracyMatrix?: boolean;
  /** When and on what the model is evaluated while it is trained. Changes no other result. */
  readonly checkpoints?: Checkpoints;
  /** Whether a run has its parameters after each task. A store does not keep them. Changes no other result. */
  readonly parameters?: boolean;
  /**
   * As `jit` has it: XLA where left out, the graph where a convolution meets a CPU. Few updates are sooner made by the graph,
   * which takes no seconds to compile. Another compiler rounds in other places.
   */
  readonly compiler?: Compiler;
  /** Where finished runs are kept, and looked for first; nowhere where left out. */
  readonly keep?: Keep;
  /**
   * Called after every chunk with the number of runs that are finished, those from the store included. Where left out, a line
   * says how far a call is that takes longer than two seconds.
   */
  readonly onProgress?: (runs: number, fromStore: number) => void;
}

/** A stream, a data set as a stream of one task, or several of them. */
export type Streams = Stream | Dataset | readonly (Stream | Dataset)[];

/** Under what name runs are kept in a store. */
export interface Keep {
  readonly store: Store;
  readonly experiment: string;
  /** Raise it where the same options give another result than before. */
  readonly version: number;
  /** Whether runs that are there are made again. */
  readonly fresh?: boolean;
}
