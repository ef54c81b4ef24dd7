import { cifarExamples } from "./cifarRecords.js";
import type { Dataset } from "./dataset.js";
import { once } from "./once.js";
import type { PublishedFile } from "./publishedFile.js";

const published: PublishedFile = {
  dataset: "CIFAR-10",
  folder: "cifar-10",
  name: "cifar-10-binary.tar.gz",
  address: "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",
  checksums: ["md5:c32a1d4ab5d03f1284b67883e8d87530"],
};

/**
 * CIFAR-10: 50,000 + 10,000 colour pictures of 32 × 32 pixels, 10 classes, downloaded the first time (170 MB), read once
 * per process.
 *
 * Source: Krizhevsky, "Learning multiple layers of features from tiny images", 2009.
 *
 * @throws Error where it is not here and cannot be downloaded, or the file here is not the published one: what to do
 */
export const cifar10: () => Promise<Dataset> = once(() => cifar10From(published));

/** CIFAR-10 of another archive than the published one. */
export async function cifar10From(archive: PublishedFile): Promise<Dataset> {
  const train = [1, 2, 3, 4, 5].map((number) => `data_batch_${number}.bin`);
  const parts = { train, test: "test_batch.bin" };
  return { name: "CIFAR-10", classes: 10, ...(await cifarExamples(archive, { parts, labels: 1, label: 0 })) };
}
