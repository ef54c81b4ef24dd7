import { list } from "tar";
import type { Dataset, Examples } from "./dataset.js";
import { download } from "./download.js";
import type { PublishedFile } from "./publishedFile.js";

const SIZE = 32;
const CHANNELS = 3;
const PIXELS = SIZE * SIZE;

/** Where in an archive the examples are. */
export interface CifarLayout {
  /** The files that hold the training examples, in this order, and the one that holds the test examples. */
  readonly parts: { readonly train: readonly string[]; readonly test: string };
  /** Labels to a record, a byte each. */
  readonly labels: number;
  /** Which of them is the class, 0 the first. */
  readonly label: number;
}

/**
 * The records of CIFAR's binary versions: labels of a byte each, then the 32 × 32 pixels, plane after plane: red, green,
 * blue.
 *
 * @param archive the published .tar.gz, downloaded where it is not here
 * @returns examples of shape [32, 32, 3], the three colours of a pixel side by side
 * @throws Error where the archive cannot be had, lacks a file, or holds one whose length is not that of whole records
 */
export async function cifarExamples(
  archive: PublishedFile,
  layout: CifarLayout,
): Promise<Pick<Dataset, "train" | "test">> {
  const { train, test } = layout.parts;
  const path = await download(archive);
  const files = await unpack(path, [...train, test]);
  const record = layout.labels + PIXELS * CHANNELS;
  const read = (name: string) => {
    const bytes = files.get(name) ?? Buffer.alloc(0);
    if (bytes.length > 0 && bytes.length % record === 0) return bytes;
    throw new Error(`${path}: ${name} has ${bytes.length} bytes; expected records of ${record}.`);
  };
  return { train: parse(Buffer.concat(train.map(read)), layout), test: parse(read(test), layout) };
}

function parse(bytes: Buffer, { labels: labelBytes, label }: CifarLayout): Examples {
  const record = labelBytes + PIXELS * CHANNELS;
  const count = bytes.length / record;
  const inputs = new Uint8Array(count * PIXELS * CHANNELS);
  const labels = new Uint8Array(count);
  for (let example = 0, next = 0; example < count; example++) {
    labels[example] = bytes[example * record + label] as number;
    const planes = example * record + labelBytes;
    for (let pixel = planes; pixel < planes + PIXELS; pixel++) {
      for (let channel = 0; channel < CHANNELS; channel++) inputs[next++] = bytes[pixel + channel * PIXELS] as number;
    }
  }
  return { count, shape: [SIZE, SIZE, CHANNELS], features: PIXELS * CHANNELS, inputs, labels };
}

/** The contents of those files of the archive that have these names, whatever their folder. */
async function unpack(path: string, names: readonly string[]): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  await list({
    file: path,
    strict: true,
    onReadEntry(entry) {
      const name = entry.path.slice(entry.path.lastIndexOf("/") + 1);
      if (!names.includes(name)) return;
      const chunks: Buffer[] = [];
      entry.on("data", (chunk) => chunks.push(chunk as Buffer));
      entry.on("end", () => files.set(name, Buffer.concat(chunks)));
    },
  }).catch((error: Error) => {
    throw new Error(`${path}: ${error.message}`);
  });
  return files;
}
