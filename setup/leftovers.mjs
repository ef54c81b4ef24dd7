/** Files and folders that bear the name of the process that made them, and go when it has gone. */
import { mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { isRunning, nameOf } from "./process.mjs";

const DRAFT = ".momenta-";

/**
 * Uses a new folder of this process's own, `<prefix><name of the process>`, and removes it. Those of processes that were
 * killed are removed on this occasion.
 *
 * @param {(folder: string) => Promise<T>} use
 * @returns {Promise<T>}
 * @template T
 */
export async function withOwnFolder(parent, prefix, use) {
  mkdirSync(parent, { recursive: true });
  sweep(parent, prefix);
  const folder = path.join(parent, prefix + nameOf(process.pid));
  const done = () => remove(folder);
  process.once("exit", done);
  try {
    mkdirSync(folder);
    return await use(folder);
  } finally {
    process.off("exit", done);
    done();
  }
}

/** Puts a file into its place, whole or not at all; `write` is given the path to write to. */
export function place(file, write) {
  const folder = path.dirname(file);
  sweep(folder, DRAFT);
  const draft = path.join(folder, DRAFT + nameOf(process.pid));
  try {
    write(draft);
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Removes what is called `<prefix><name of a process that has ended>`, as far as it is ours. */
export function sweep(folder, prefix) {
  for (const entry of readdirSync(folder)) {
    const name = entry.slice(prefix.length);
    if (entry.startsWith(prefix) && /^\d+-[\da-f]{12}$/.test(name) && !isRunning(name))
      remove(path.join(folder, entry));
  }
}

/** Removes a folder even while what ends is still writing into it, and leaves another user's. */
function remove(folder) {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  } catch (error) {
    if (!["EACCES", "EPERM"].includes(error.code)) throw error;
  }
}
