import type { Tree } from "../engine/index.js";
import type { ParameterArray } from "./trained/parameterArray.js";

/**
 * What becomes of the optimizer's state when the next task begins. `"resetCount"` starts the counts of updates anew, `updates`
 * and `scheduledUpdates`, and carries over the rest: the bias correction of Adam on local time.
 *
 * Source: Ellis et al., "Adam on local time: addressing nonstationarity in RL with relative Adam timesteps", NeurIPS 2024.
 */
export type StateAtSwitch = "carryOver" | "reset" | "resetCount";

/** Hyper-parameters of an optimizer by name. */
export type Setting = Readonly<Record<string, number>>;

/** What came of one run. */
export interface Run {
  readonly seed: number;
  /** The optimizer's name. */
  readonly optimizer: string;
  readonly stateAtSwitch: StateAtSwitch;
  /** The entry of `settings` that the run was made with; empty where there are none. */
  readonly setting: Setting;
  /** Which of the streams it went through, from 0. */
  readonly stream: number;
  /** For each task of the stream the updates after which its criterion was first met, `maxUpdates` where it never was. */
  readonly updatesToCriterion: readonly number[];
  /** For each task of the stream whether its criterion was met. */
  readonly reached: readonly boolean[];
  /** Where the run met its first infinite number or NaN; null where all parameters and the optimizer's state stayed finite. */
  readonly notFinite: NotFinite | null;
  /** Null where it was not asked for. */
  readonly accuracyMatrix: AccuracyMatrix | null;
  /** The model's parameters after each task; null where they were not asked for. */
  readonly parameters: readonly ParameterValues[] | null;
  /** What probes recorded, by name: `probes["loss"][phase][update]`, an entry for each update of each task. */
  readonly probes: Readonly<Record<string, readonly (readonly number[])[]>>;
  /** What checkpoints found, `checkpoints[phase]`; only where they were asked for. */
  readonly checkpoints?: readonly (readonly Checkpoint[])[];
}

/** A model evaluated while it is trained. */
export interface Checkpoint {
  /** The updates made in this task so far. */
  readonly updates: number;
  /** By the names of the sets. */
  readonly evaluations: Readonly<Record<string, Evaluation>>;
}

/** How a model does on a set of examples. */
export interface Evaluation {
  /** The mean loss, in nats where it is a cross-entropy. */
  readonly loss: number;
  /** The fraction of examples classified correctly; not there for regression. */
  readonly accuracy?: number;
}

/** The parameters of one run: a tree like the model's, without the replica axis. */
export type ParameterValues = Tree<ParameterArray>;

/** What was trained: a run, which stands for its parameters after the last task, or the parameters themselves. */
export type Trained = Run | ParameterValues;

/** Accuracy on the tasks of a stream, on the held-out examples that the criterion is measured on. */
export interface AccuracyMatrix {
  /** On each task before the first update. */
  readonly initial: readonly number[];
  /** `afterTask[i][j]`: on task j after training on task i, T × T for the T tasks of the stream. */
  readonly afterTask: readonly (readonly number[])[];
}

/** Where a run met its first number that is infinite or NaN. */
export interface NotFinite {
  /**
   * "gradient": of the batch that the update was to be made of. "parameter": made by the update from finite gradients. "state":
   * of the optimizer, made from finite gradients while the parameters stayed finite; a method that divides by it moves no more.
   */
  readonly quantity: "gradient" | "parameter" | "state";
  /**
   * The path in the tree of parameters, as `layer1.kernel`, or in that of the state, as `secondMoment.layer1.kernel`; the first
   * one where there are several.
   */
  readonly parameter: string;
  /** Which task of the stream, from 0. */
  readonly phase: number;
  /** Which update of the phase, from 1; 0 where it was so before the first. */
  readonly update: number;
}
