import { cifar100, type Dataset, onlyClasses, split } from "momenta/datasets";
import { type Benchmark, benchmark, setting } from "../../common/index.js";
import type { HarderBenchmarkName } from "../options.js";
import type { Criteria } from "./criteria.js";

/** A benchmark, with the criteria of the other notebooks where it is theirs. */
export interface LoadedBenchmark extends Benchmark {
  readonly criteria?: Criteria;
}

/** A benchmark by its name. @throws Error where its data are not here and cannot be downloaded */
export async function load(name: HarderBenchmarkName): Promise<LoadedBenchmark> {
  if (name === "split CIFAR-100") return splitCifar100(await cifar100());
  const loaded = await benchmark(name, { classes: setting.tasks, transformations: 3, images: 10_000 });
  const criteria = { task: setting.criterion, joint: setting.jointCriterion };
  return name === "split MNIST" ? { ...loaded, criteria } : loaded;
}

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
