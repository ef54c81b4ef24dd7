/** Files and folders that bear the name of the process that made them, and go when it has gone. */
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { isRunning, nameOf } from "./process.mjs";

/**
 * A new folder of this process's own, `<prefix><name of the process>`, gone when the process ends. Those of processes that
 * were killed are removed on this occasion.
 */
export function ownFolder(parent, prefix) {
  mkdirSync(parent, { recursive: true });
  sweep(parent, prefix);
  const folder = path.join(parent, prefix + nameOf(process.pid));
  mkdirSync(folder);
  process.once("exit", () => remove(folder));
  return folder;
}

/** Removes what is called `<prefix><name of a process that has ended><suffix>`, as far as it is ours. */
export function sweep(folder, prefix, suffix = "") {
  for (const entry of readdirSync(folder)) {
    if (!entry.startsWith(prefix) || !entry.endsWith(suffix)) continue;
    const name = entry.slice(prefix.length, entry.length - suffix.length);
    if (/^\d+-[\da-f]{12}$/.test(name) && !isRunning(name)) remove(path.join(folder, entry));
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
