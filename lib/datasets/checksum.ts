import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type { Checksum, PublishedFile } from "./publishedFile.js";

/**
 * What is wrong with the file at `path`: nothing where it has one of the published checksums, else its length and its
 * checksum beside the published one.
 */
export async function damage(path: string, { checksums }: PublishedFile): Promise<string | undefined> {
  let first: string | undefined;
  for (const algorithm of new Set(checksums.map(algorithmOf))) {
    const found = `${algorithm}:${await sum(path, algorithm)}`;
    if (checksums.some((checksum) => checksum === found)) return undefined;
    first ??= found;
  }
  return `it has ${(await stat(path)).size} bytes and the checksum ${first}, expected ${checksums[0]}`;
}

function algorithmOf(checksum: Checksum): string {
  return checksum.slice(0, checksum.indexOf(":"));
}

async function sum(path: string, algorithm: string): Promise<string> {
  const hash = createHash(algorithm);
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}
