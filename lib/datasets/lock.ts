import { randomUUID } from "node:crypto";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const POLL = 100;
const held = new Set<string>();

/**
 * Does `work` while no other process and nothing else in this one does work under the same lock: a file that names its
 * holder's process. Waits while it is held, and says so; the lock of a process that is no more is taken over.
 *
 * @param signal ends the waiting
 */
export async function withLock<T>(path: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  const token = `${process.pid} ${randomUUID()}`;
  let told = false;
  while (!acquire(path, token)) {
    const holder = contents(path);
    if (holder === undefined) continue;
    if (isDead(holder)) {
      remove(path, holder);
      continue;
    }
    if (!told) {
      process.stderr.write(`waits for process ${pid(holder)}, which holds ${path}\n`);
      told = true;
    }
    await sleep(POLL);
    signal?.throwIfAborted();
  }
  held.add(token);
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
    held.delete(token);
  }
}

/** Makes the lock, with its holder in it from the first moment on: a link to a file already written. */
function acquire(path: string, token: string): boolean {
  const written = aside(path);
  writeFileSync(written, token);
  try {
    linkSync(written, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(written);
  }
}

/** Removes a dead holder's lock, and puts it back if between reading and moving it became another's. */
function remove(path: string, holder: string): void {
  const moved = aside(path);
  try {
    renameSync(path, moved);
    if (readFileSync(moved, "utf8") !== holder) linkSync(moved, path);
  } catch (error) {
    if (!["ENOENT", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  } finally {
    rmSync(moved, { force: true });
  }
}

function aside(path: string): string {
  return `${path}.${randomUUID()}`;
}

function contents(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function pid(holder: string): number {
  return Number.parseInt(holder, 10);
}

/** Dead is also who had this process' number before: in a container every first process has number 1. */
function isDead(holder: string): boolean {
  if (pid(holder) === process.pid) return !held.has(holder);
  try {
    process.kill(pid(holder), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
