import { list } from "tar";
import type { Examples } from "./dataset.js";
import { download } from "./download.js";
import type { PublishedFile } from "./publishedFile.js";

const SIZE = 32;
const CHANNELS = 3;
const PIXELS = SIZE * SIZE;

/**
 * The records of CIFAR's binary versions: labels of a byte each, then the 32 × 32 pixels, plane after plane: red, green,
 * blue.
 *
 * @param archive the published .tar.gz, downloaded where it is not here
 * @param parts the names of the files in it that hold the records, in this order
 * @param labelBytes labels to a record
 * @param label which of them is the class, 0 the first
 * @returns examples of shape [32, 32, 3], the three colours of a pixel side by side
 * @throws Error where the archive cannot be had, lacks a file, or holds one whose length is not that of whole records
 */
export async function cifarExamples(
  archive: PublishedFile,
  parts: readonly string[],
  labelBytes: number,
  label: number,
): Promise<Examples> {
  const path = await download(archive);
  const files = await unpack(path, parts);
  const record = labelBytes + PIXELS * CHANNELS;
  parts.forEach((part, index) => {
    const length = files[index]?.length ?? 0;
    if (length === 0 || length % record !== 0) {
      throw new Error(`${path}: ${part} has ${length} bytes; expected records of ${record}.`);
    }
  });
  const bytes = Buffer.concat(files);
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

/** The contents of the archive's files of these names, whatever their folder; empty where there is none. */
async function unpack(path: string, parts: readonly string[]): Promise<Buffer[]> {
  const files = parts.map(() => Buffer.alloc(0));
  await list({
    file: path,
    strict: true,
    onReadEntry(entry) {
      const index = parts.indexOf(entry.path.slice(entry.path.lastIndexOf("/") + 1));
      const chunks: Buffer[] = [];
      if (index < 0) return;
      entry.on("data", (chunk) => chunks.push(chunk as Buffer));
      entry.on("end", () => {
        files[index] = Buffer.concat(chunks);
      });
    },
  }).catch((error: Error) => {
    throw new Error(`${path}: ${error.message}`);
  });
  return files;
}
