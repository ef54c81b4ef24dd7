import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { Dataset, Examples } from "./dataset.js";
import { download } from "./download.js";
import { type Idx, parseIdx } from "./idx.js";
import { idxExamples } from "./idxExamples.js";
import { once } from "./once.js";
import type { Checksum, PublishedFile } from "./publishedFile.js";

/** The four files of Fashion-MNIST. */
export type FashionMnistFiles = Readonly<
  Record<"train" | "test", { readonly images: PublishedFile; readonly labels: PublishedFile }>
>;

/**
 * Fashion-MNIST: 60,000 + 10,000 pictures of clothes of 28 × 28 pixels in the format of MNIST, downloaded the first time
 * (31 MB), read once per process.
 *
 * Source: Xiao, Rasul, Vollgraf, "Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms", 2017.
 *
 * @throws Error where it is not here and cannot be downloaded, or a file here is not the published one: what to do
 */
export const fashionMnist: () => Promise<Dataset> = once(() => fashionMnistFrom(published));

/** Sums of the published files (README of zalandoresearch/fashion-mnist), then of Debian's, compressed anew. */
const published: FashionMnistFiles = {
  train: {
    images: file("train-images-idx3-ubyte.gz", [
      "md5:8d4fb7e6c68d591d4c3dfef9ec88bf0d",
      "md5:cf8536b0aa1a6ac5fa3f23001093305c",
    ]),
    labels: file("train-labels-idx1-ubyte.gz", [
      "md5:25c81989df183df01b3e8a0aad5dffbe",
      "md5:10bea18fdb374794d4bb42e356e600c9",
    ]),
  },
  test: {
    images: file("t10k-images-idx3-ubyte.gz", [
      "md5:bef4ecab320f06d8554ea6380940ec79",
      "md5:f78720b4224f21cce2f2ccf2d7a94c9a",
    ]),
    labels: file("t10k-labels-idx1-ubyte.gz", [
      "md5:bb300cfdad3c16e7a12a480ee83cd310",
      "md5:0d30e22e447f3c33dab9ed536400ac01",
    ]),
  },
};

function file(name: string, checksums: readonly [Checksum, ...Checksum[]]): PublishedFile {
  const address = `http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/${name}`;
  return { dataset: "Fashion-MNIST", folder: "fashion-mnist", name, address, checksums };
}

/** Fashion-MNIST of other files than the published ones. */
export async function fashionMnistFrom({ train, test }: FashionMnistFiles): Promise<Dataset> {
  return { name: "Fashion-MNIST", classes: 10, train: await readExamples(train), test: await readExamples(test) };
}

async function readExamples({ images, labels }: FashionMnistFiles["train"]): Promise<Examples> {
  return idxExamples(await read(images, 3), await read(labels, 1), images.dataset);
}

async function read(file: PublishedFile, dimensions: number): Promise<Idx> {
  const path = await download(file);
  return parseIdx(await promisify(gunzip)(await readFile(path)), dimensions, path);
}
