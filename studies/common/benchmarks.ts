import {
  fashionMnist,
  firstExamples,
  mnist,
  mnist1d,
  permuted,
  rotated,
  type Stream,
  split,
  splitMnist,
} from "momenta/datasets";

/** A stream of tasks on which the notes' results are tried. */
export interface Benchmark {
  readonly stream: Stream;
  /** Test examples of each task that a criterion looks at. */
  readonly heldOut: number;
}

export const benchmarkNames = [
  "split MNIST",
  "permuted MNIST",
  "rotated MNIST",
  "split MNIST-1D",
  "split Fashion-MNIST",
] as const;
export type BenchmarkName = (typeof benchmarkNames)[number];

/** What the tasks of a benchmark are. */
export interface BenchmarkTasks {
  /** The classes of each task of the split data sets. */
  readonly classes: readonly (readonly number[])[];
  /** The number of tasks of permuted and rotated MNIST, of ten digits each, turned by a further 45° from task to task. */
  readonly transformations: number;
  /** Their training images: every task has a copy of its own. */
  readonly images: number;
}

/** A benchmark by its name. @throws Error where its data are not here and cannot be downloaded */
export async function benchmark(
  name: BenchmarkName,
  { classes, transformations, images }: BenchmarkTasks,
): Promise<Benchmark> {
  switch (name) {
    case "split MNIST":
      return { stream: splitMnist(classes), heldOut: 500 };
    case "permuted MNIST":
      return { stream: permuted(firstExamples(mnist(), images), transformations, { seed: 1 }), heldOut: 500 };
    case "rotated MNIST": {
      const angles = Array.from({ length: transformations }, (_, task) => 45 * task);
      return { stream: rotated(firstExamples(mnist(), images), angles), heldOut: 500 };
    }
    case "split MNIST-1D":
      // Of 1,000 test signals some 200 are of two classes.
      return { stream: split(mnist1d(), classes), heldOut: 150 };
    case "split Fashion-MNIST":
      return { stream: split(await fashionMnist(), classes), heldOut: 500 };
  }
}
