import {
  cifar100,
  type Dataset,
  fashionMnist,
  firstExamples,
  mnist,
  mnist1d,
  onlyClasses,
  permuted,
  rotated,
  type Stream,
  split,
  splitMnist,
} from "momenta/datasets";
import { setting } from "../common/setting.js";

/** A stream of tasks on which the notes' results are tried. */
export interface Benchmark {
  readonly stream: Stream;
  /** Test examples of each task that a criterion looks at. */
  readonly heldOut: number;
  /** The criteria of the other notebooks, where the benchmark is theirs; else they have to be found. */
  readonly criteria?: BenchmarkCriteria;
}

/** The accuracies at which a task, and all tasks together, count as learned. */
export interface BenchmarkCriteria {
  readonly task: number;
  readonly joint: number;
}

/** The training images of permuted and rotated MNIST: every task has a copy of its own. */
const TRANSFORMED = 10_000;

/** The benchmarks by name, each loaded when it is called. */
export const benchmarks = {
  /** The notes' own. */
  "split MNIST": async (): Promise<Benchmark> => ({
    stream: splitMnist(setting.tasks),
    heldOut: 500,
    criteria: { task: setting.criterion, joint: setting.jointCriterion },
  }),
  "permuted MNIST": async (): Promise<Benchmark> => ({
    stream: permuted(firstExamples(mnist(), TRANSFORMED), 3, { seed: 1 }),
    heldOut: 500,
  }),
  "rotated MNIST": async (): Promise<Benchmark> => ({
    stream: rotated(firstExamples(mnist(), TRANSFORMED), [0, 45, 90]),
    heldOut: 500,
  }),
  /** 1,000 test signals, some 200 of two classes. */
  "split MNIST-1D": async (): Promise<Benchmark> => ({ stream: split(mnist1d(), setting.tasks), heldOut: 150 }),
  "split Fashion-MNIST": async (): Promise<Benchmark> => ({
    stream: split(await fashionMnist(), setting.tasks),
    heldOut: 500,
  }),
  "split CIFAR-100": async (): Promise<Benchmark> => splitCifar100(await cifar100()),
} as const satisfies Record<string, () => Promise<Benchmark>>;

/** The name of a benchmark. */
export type BenchmarkName = keyof typeof benchmarks;

/** The first fifteen classes of CIFAR-100, three tasks of five; there are 100 test pictures of each class. */
export function splitCifar100(dataset: Dataset, heldOut = 500): Benchmark {
  const fifteen = Array.from({ length: 15 }, (_, label) => label);
  const tasks = [0, 5, 10].map((first) => fifteen.slice(first, first + 5));
  return { stream: split(onlyClasses(dataset, fifteen), tasks), heldOut };
}

/** Why a data set is not at hand, in one line: what the error says before it tells what to do. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split(/\. (?:Get|Delete) |\n/)[0] as string;
}
