import {
  callable,
  distinct,
  either,
  flag,
  having,
  isObject,
  type Kind,
  kind,
  list,
  number,
  oneOf,
  optional,
  type Schema,
  text,
  whole,
} from "../arguments/index.js";
import type { Dataset, Stream, Task } from "../datasets/index.js";
import type { TensorTree } from "../engine/index.js";
import type { Checkpoints } from "./checkpoints.js";
import { criterionKind } from "./criteria/index.js";
import type { Keep, TrainOptions } from "./options.js";

/** What the options of `train` may be, each by itself; how they fit together is looked at in `makePlan`. */
export type AnyTrainOptions = TrainOptions<TensorTree, string>;

/** One of several optimizers, or the function of a setting. */
export type OneOptimizer = Exclude<AnyTrainOptions["optimizer"], readonly unknown[]>;

export const isTask = (value: unknown): value is Task =>
  isObject(value) &&
  isObject(value.dataset) &&
  [value.dataset.train, value.dataset.test].every(isObject) &&
  [value.train, value.test].every((indices) => indices instanceof Int32Array) &&
  [value.competing, value.unitOfClass].every(Array.isArray);

export const isDataset = (value: unknown): value is Dataset =>
  isObject(value) && isObject(value.train) && isObject(value.test) && Number.isInteger(value.classes);

const isStream = (value: unknown): value is Stream =>
  isObject(value) && Array.isArray(value.tasks) && value.tasks.every(isTask) && Number.isInteger(value.outputs);

const stream = kind("a stream", (value) => isStream(value) || isDataset(value));

/** A stream, a data set, or several of them. */
export const streams: Kind = either(
  "a stream, as splitMnist([[1, 2], [3, 4]]), a data set, as mnist(), or a list of different ones",
  stream,
  distinct(stream, ""),
);

export const model: Kind = having("a model, as mlp([784, 100, 10])", "init", "apply");

const optimizers = "an optimizer that takes gradients, as adam({ learningRate: 0.001 })";
/** One without a name could not be told apart in tables. Those that take the objective say so. */
export const optimizer: Kind = kind(
  optimizers,
  (value) =>
    having("", "init", "update").allows(value) &&
    typeof (value as { name?: unknown }).name === "string" &&
    !Object.hasOwn(value as object, "takes"),
);

const seed = number("", (value) => Number.isInteger(value) && value >= 0 && value < 2 ** 32);
const way = oneOf("carryOver", "reset", "resetCount");
const probe = having("", "measure");

export const trainSchema: Schema<AnyTrainOptions> = {
  model,
  optimizer: either(
    `${optimizers}, a list of different ones, or, with settings, a function of a setting`,
    optimizer,
    distinct(optimizer, ""),
    callable(""),
  ),
  settings: optional(list(kind("", isObject), "a list of records of numbers, as [{ learningRate: 0.1 }]")),
  stream: either(`${streams.allowed}, or a function of the seed that gives these`, streams, callable("")),
  loss: optional(callable("softmaxCrossEntropy, squaredError, or a function of outputs and targets")),
  criterion: criterionKind,
  stateAtSwitch: optional(either(`${way.allowed}, or a list of different ones`, way, distinct(way, ""))),
  continualLearning: optional(kind("a record of methods, as { replay: { examples: 200, share: 0.5 } }", isObject)),
  seeds: optional(
    either("how many, at least 1, or a list of different whole numbers from 0 to 2³² − 1", whole(), distinct(seed, "")),
  ),
  batchSize: optional(whole()),
  order: optional(callable("a function of the number of examples and of random numbers")),
  maxUpdates: optional(whole()),
  probes: optional(
    kind(
      "a list of probes, as [batchLoss()]",
      (value) => Array.isArray(value) && value.every((entry) => probe.allows(entry)),
    ),
  ),
  accuracyMatrix: optional(flag),
  checkpoints: optional(kind('when and on what, as { every: 100, sets: { test: "test" } }', isObject)),
  parameters: optional(flag),
  compiler: optional(oneOf("xla", "graph")),
  keep: optional(kind('where and under what name, as { store, experiment: "mine", version: 1 }', isObject)),
  onProgress: optional(callable("a function of the number of runs")),
};

export const checkpointSchema: Schema<Checkpoints> = {
  every: optional(whole()),
  at: optional(kind("a list of ascending whole numbers", Array.isArray)),
  sets: kind('a record of sets by name, as { test: "test" }', isObject),
  examples: optional(whole()),
};

export const keepSchema: Schema<Keep> = {
  store: having("a store, as new Store(folder)", "find", "save"),
  experiment: text,
  version: number("a number", () => true),
  fresh: optional(flag),
};

/** The values of a setting. */
export const settingValue: Kind = number("a finite number", () => true);
