import { existsSync } from "node:fs";
import { access, constants, mkdir, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { interruption } from "../progress/index.js";
import { damage } from "./checksum.js";
import { withLock } from "./lock.js";
import { addresses, cachePath, localPaths } from "./places.js";
import type { PublishedFile } from "./publishedFile.js";
import { TransferError, transfer } from "./transfer.js";

/**
 * The path of a published file, which is fetched the first time, and whose checksum is right.
 *
 * A download that was interrupted goes on where it ended. Of two processes one downloads, the other waits for it.
 *
 * @throws Error where a file that lies here is not the published one, where it can not be had, or where the disk is full
 *   or cannot be written: what failed, and what to do
 */
export async function download(file: PublishedFile): Promise<string> {
  const here = await findHere(file);
  if (here !== undefined) return here;
  const path = cachePath(file);
  await requireFolder(file, dirname(path));
  const signal = interruption();
  return withLock(`${path}.lock`, { signal }, async () => (await findHere(file)) ?? fetchTo(path, file, signal));
}

async function requireFolder({ dataset }: PublishedFile, folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code;
    throw new Error(
      `${dataset}: nothing can be put to ${folder} (${reason}). Make it writable, or set MOMENTA_DATA to another folder.`,
      { cause: error },
    );
  }
}

async function findHere(file: PublishedFile): Promise<string | undefined> {
  const path = localPaths(file).find(existsSync);
  if (path === undefined) return undefined;
  const wrong = await damage(path, file);
  if (wrong === undefined) return path;
  throw new Error(
    `${file.dataset}: ${path} is not the published file: ${wrong}. ` +
      `Delete it to download it anew, or put the file from ${file.address} in its place.`,
  );
}

async function fetchTo(path: string, file: PublishedFile, signal: AbortSignal | undefined): Promise<string> {
  const part = `${path}.part`;
  const failures: string[] = [];
  for (const address of addresses(file)) {
    try {
      await fetchWhole(address, part, file, signal);
      await rename(part, path);
      return path;
    } catch (error) {
      if (!(error instanceof TransferError)) throw error;
      failures.push(error.message);
    }
  }
  throw new Error(
    `${file.dataset}: ${file.name} could not be downloaded: ${failures.join("; ")}. ` +
      `Get ${file.address} (${file.checksums[0]}) in another way and put it to ${path}.`,
  );
}

/** What is left of an earlier download may be another file's: where the whole is wrong, it is fetched again without it. */
async function fetchWhole(
  address: string,
  part: string,
  file: PublishedFile,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (;;) {
    const resumed = await transfer(address, part, { title: `${file.dataset}: ${file.name}`, signal });
    const wrong = await damage(part, file);
    if (wrong === undefined) return;
    await rm(part);
    if (!resumed) throw new TransferError(`${address} brought another file: ${wrong}`);
  }
}
