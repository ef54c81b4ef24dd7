/** One at a time: a file that names the process that holds it. Plain Node, as it is there before any package. */
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { sweep } from "./leftovers.mjs";
import { isRunning, nameOf, pause, pidOf } from "./process.mjs";

/** Milliseconds between two looks at a lock that another process holds. */
const INTERVAL = 100;

/**
 * Does `work` while no other process does work under the same lock. Waits while it is held; the lock of a process that is
 * no more is taken over at once.
 *
 * @param {string} file the lock
 * @param {(pid: number) => void} onWait told once which process is waited for
 * @param {() => T} work
 * @returns {T}
 * @template T
 */
export function withLock(file, onWait, work) {
  const own = nameOf(process.pid);
  const aside = `${file}.${own}`;
  let told = false;
  while (!acquire(file, own, aside)) {
    const holder = holderOf(file);
    if (holder === undefined) continue;
    if (!isRunning(holder)) takeAway(file, holder, aside);
    else {
      if (!told) onWait(pidOf(holder));
      told = true;
      pause(INTERVAL);
    }
  }
  try {
    sweep(path.dirname(file), `${path.basename(file)}.`);
    return work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** Makes the lock, with its holder in it from the first moment on: a link to a file already written. */
function acquire(file, own, aside) {
  writeFileSync(aside, own);
  try {
    linkSync(aside, file);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Takes away a lock that nobody holds any more, and puts it back if between reading and moving it became another's. */
function takeAway(file, holder, aside) {
  try {
    renameSync(file, aside);
    if (holderOf(aside) !== holder) linkSync(aside, file);
  } catch (error) {
    if (!["ENOENT", "EEXIST"].includes(error.code)) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function holderOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}
