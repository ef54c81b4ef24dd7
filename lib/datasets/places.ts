import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { PublishedFile } from "./publishedFile.js";

/** Where a file is kept once it is here: `data/` at the project's root, or the folder that MOMENTA_DATA names. */
export function cachePath({ folder, name }: Pick<PublishedFile, "folder" | "name">): string {
  return resolve(process.env.MOMENTA_DATA || join(__dirname, "../../../data"), folder, name);
}

/**
 * The paths at which a file may already lie, the cache's first, then that of MOMENTA_MIRROR where this is a folder.
 *
 * @throws Error where MOMENTA_MIRROR is neither an http address nor a folder
 */
export function localPaths(file: PublishedFile): string[] {
  const mirror = process.env.MOMENTA_MIRROR;
  if (!mirror || isAddress(mirror)) return [cachePath(file)];
  if (!existsSync(mirror)) {
    throw new Error(`MOMENTA_MIRROR is ${mirror}, no such folder; give a folder, or an address that starts with http.`);
  }
  return [cachePath(file), join(mirror, file.folder, file.name)];
}

/** The addresses to fetch a file from, in this order: MOMENTA_MIRROR where this is an address, then the canonical one. */
export function addresses({ folder, name, address }: PublishedFile): string[] {
  const mirror = process.env.MOMENTA_MIRROR;
  return mirror && isAddress(mirror) ? [`${mirror.replace(/\/+$/, "")}/${folder}/${name}`, address] : [address];
}

function isAddress(mirror: string): boolean {
  return /^https?:\/\//.test(mirror);
}
