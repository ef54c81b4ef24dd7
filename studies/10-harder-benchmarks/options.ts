import { benchmarkNames, methods, setting, settingOptions } from "../common/index.js";
import { choiceKind, list, type OptionsOf, whole } from "../core/index.js";

const names = [...benchmarkNames, "split CIFAR-100"] as const;
export type HarderBenchmarkName = (typeof names)[number];

type MethodName = keyof typeof methods;

/** All benchmarks in the setting of all studies. */
export const options = {
  benchmarks: list<HarderBenchmarkName>(
    names,
    "left out where they are not here and cannot be downloaded",
    choiceKind(names),
  ),
  optimizers: list<MethodName>(
    ["momentum", "sgd", "adam", "rmsprop", "adadelta"],
    "those that are compared; speed is relative to sgd",
    choiceKind(Object.keys(methods) as MethodName[]),
  ),
  seeds: whole(setting.seeds, "runs of each optimizer"),
  referenceUpdates: whole(200, "updates of plain SGD whose accuracy is the criterion of a task"),
  jointReferenceUpdates: whole(1000, "the same for the joint task"),
  maxUpdates: settingOptions.maxUpdates,
  batchSize: settingOptions.batchSize,
  hidden: settingOptions.hidden,
};
export type HarderBenchmarksOptions = OptionsOf<typeof options>;

/** @throws RangeError where plain SGD, which speed is relative to, is not compared */
export function check({ optimizers }: HarderBenchmarksOptions): void {
  if (!optimizers.includes("sgd")) {
    throw new RangeError("optimizers: sgd is not among them; speed is relative to it.");
  }
}

export const quick = {
  benchmarks: ["split MNIST", "split CIFAR-100"] as const,
  optimizers: ["sgd", "rmsprop"] as const,
  seeds: 2,
  maxUpdates: 100,
  hidden: [20],
};
