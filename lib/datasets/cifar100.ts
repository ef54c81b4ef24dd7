import { cifarExamples } from "./cifarRecords.js";
import type { Dataset } from "./dataset.js";
import { once } from "./once.js";
import type { PublishedFile } from "./publishedFile.js";

/** The 100 classes of CIFAR-100, or the 20 groups that they form. */
export type Cifar100Labels = "fine" | "coarse";

const published: PublishedFile = {
  dataset: "CIFAR-100",
  folder: "cifar-100",
  name: "cifar-100-binary.tar.gz",
  address: "https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz",
  checksums: ["md5:03b5dce01913d631647c71ecec9e9cb8"],
};

const load = {
  fine: once(() => cifar100From(published, "fine")),
  coarse: once(() => cifar100From(published, "coarse")),
};

/**
 * CIFAR-100: 50,000 + 10,000 colour pictures of 32 × 32 pixels, 100 classes in 20 groups, downloaded the first time
 * (169 MB), read once per process.
 *
 * Source: Krizhevsky, "Learning multiple layers of features from tiny images", 2009.
 *
 * @throws Error where it is not here and cannot be downloaded, or the file here is not the published one: what to do
 */
export function cifar100(labels: Cifar100Labels = "fine"): Promise<Dataset> {
  return load[labels]();
}

/** CIFAR-100 of another archive than the published one. */
export async function cifar100From(archive: PublishedFile, labels: Cifar100Labels): Promise<Dataset> {
  const parts = { train: ["train.bin"], test: "test.bin" };
  const examples = await cifarExamples(archive, { parts, labels: 2, label: { coarse: 0, fine: 1 }[labels] });
  return labels === "fine"
    ? { name: "CIFAR-100", classes: 100, ...examples }
    : { name: "CIFAR-100, coarse labels", classes: 20, ...examples };
}
