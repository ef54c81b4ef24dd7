import { adadelta, notes, type Optimizer, sgd } from "momenta/optimizers";
import { list, number, type OptionsOf, whole, wholeKind } from "../core/index.js";

/**
 * The setting of all studies of the notes, chosen once, before any result was seen, and plain where the notes leave it open.
 *
 * - Tasks are the ones that the notes list, in their order. Where only two are needed they are the first two. One caption
 *   speaks of a “second task [2, 3]”; the lists have [3, 4] there, and so have we.
 * - Two hidden layers, since the notes speak of the first, the second and the output layer; 100 ReLU units each, PyTorch's
 *   initial weights, batches of 64: what a tutorial has.
 * - One head of ten units that all compete, since the joint task needs it.
 * - A task of two digits is learned at 98 % of 500 held-out images, which all optimizers reach in some ten to a hundred
 *   updates; the joint task at 90 %, about one pass over the data.
 */
export const setting = {
  seeds: 25,
  tasks: [
    [1, 2],
    [3, 4],
    [5, 6],
    [7, 8],
    [9, 0],
  ],
  hidden: [100, 100],
  batchSize: 64,
  criterion: 0.98,
  jointCriterion: 0.9,
  maxUpdates: 2000,
} as const;

/** The options of a study of the network, whatever its tasks are; the seeds are 1, 2, …, the same for all that is compared. */
export const settingOptions = {
  seeds: whole(setting.seeds, "runs of each estimate"),
  maxUpdates: whole(setting.maxUpdates, "a task that takes more is given up"),
  batchSize: whole(setting.batchSize, "images"),
  hidden: list(setting.hidden, "units of each hidden layer", wholeKind()),
  criterion: accuracyOption(setting.criterion, "held-out accuracy at which a task is learned"),
};
/** What a study of the network leaves to choose. */
export type SettingOptions = OptionsOf<typeof settingOptions>;

/** The held-out accuracy at which something counts as learned: above 0 and at most 1. */
export function accuracyOption(standard: number, about: string) {
  return number(standard, about, { above: 0, to: 1 });
}

/** An optimizer as the notes use it. */
export interface Method {
  readonly optimizer: Optimizer;
  readonly learningRate: number;
  readonly hasState: boolean;
}

/**
 * The optimizers of the notes with the learning rates that they report; RMSProp and Adam in the form that they print, decay
 * rates and momentum as in PyTorch. For Adadelta they report none: Zeiler's own 1, ρ .9, ε 10⁻⁶.
 */
export const methods = {
  sgd: { optimizer: sgd({ learningRate: 0.1 }), learningRate: 0.1, hasState: false },
  momentum: { optimizer: sgd({ learningRate: 0.01, momentum: 0.9 }), learningRate: 0.01, hasState: true },
  adam: { optimizer: notes.adam({ learningRate: 0.001 }), learningRate: 0.001, hasState: true },
  rmsprop: { optimizer: notes.rmsprop({ learningRate: 0.001 }), learningRate: 0.001, hasState: true },
  adadelta: { optimizer: adadelta({ learningRate: 1 }), learningRate: 1, hasState: true },
} as const satisfies Record<string, Method>;
