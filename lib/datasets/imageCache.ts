import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import type { ImageFile } from "./imageFiles.js";
import type { ImageKind, Images } from "./images.js";
import { cachePath } from "./places.js";

/**
 * The images of a folder as they were decoded before, where its files have the names, sizes and times that they had then;
 * else decoded now, and kept for the next time: one file for each folder and kind, a line of JSON and the pixels.
 */
export async function cached(
  folder: string,
  files: readonly ImageFile[],
  kind: ImageKind,
  decode: () => Promise<Images>,
): Promise<Images> {
  const name = `${hash(JSON.stringify([resolve(folder), kind]))}.images`;
  const path = cachePath({ folder: ".cache", name });
  const listing = hash(JSON.stringify(files.map(({ path, bytes, time }) => [relative(folder, path), bytes, time])));
  const kept = await read(path, listing);
  if (kept !== undefined) return kept;
  const images = await decode();
  await keep(path, listing, images);
  return images;
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}

const checksum = (pixels: Uint8Array) => createHash("sha256").update(pixels).digest("hex");

/** Undefined where there is no such file, it is of other images, or is damaged. */
async function read(path: string, listing: string): Promise<Images | undefined> {
  const contents = await readFile(path).catch(() => Buffer.alloc(0));
  const end = contents.indexOf("\n");
  if (end < 0) return undefined;
  const pixels = new Uint8Array(contents.subarray(end + 1));
  try {
    const { shape, ...header } = JSON.parse(contents.toString("utf8", 0, end));
    return header.listing === listing && header.checksum === checksum(pixels) ? { shape, pixels } : undefined;
  } catch {
    return undefined;
  }
}

/** Where it cannot be written that is said, and the images are decoded again the next time. */
async function keep(path: string, listing: string, { shape, pixels }: Images): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(temporary, [`${JSON.stringify({ listing, shape, checksum: checksum(pixels) })}\n`, pixels]);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    process.stderr.write(`momenta: decoded images are not kept: ${(error as Error).message}.\n`);
  }
}
