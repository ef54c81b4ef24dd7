import { randomUUID } from "node:crypto";
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { isRunning } from "../processes/index.js";

const POLL = 100;
/** How often a holder shows that it is there: the time of its lock is set anew. */
const BEAT = 1000;
const held = new Set<string>();

/** How a lock is waited for. */
export interface LockOptions {
  /** Ends the waiting. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds without a sign of the holder after which it is taken for gone; 30,000 where left out. */
  readonly patience?: number;
}

/**
 * Does `work` while no other process and nothing else in this one does work under the same lock: a file that names its
 * holder. Waits while it is held, and says so.
 *
 * The lock of a process of this machine that is no more is taken over at once. Any other one, be it another machine's, one
 * that names a process which has got the number of its holder, or one that cannot be read, is taken over when its holder has
 * given no sign for a while.
 *
 * @throws Error where a lock that is left behind cannot be removed
 */
export async function withLock<T>(
  path: string,
  { signal, patience = 30_000 }: LockOptions,
  work: () => Promise<T>,
): Promise<T> {
  const token = `${process.pid} ${hostname()} ${randomUUID()}`;
  let last: Sign | undefined;
  while (!acquire(path, token)) {
    const sign = signOf(path);
    if (sign === undefined) continue;
    if (last === undefined) process.stderr.write(`waits for ${inWords(sign.holder)}, which holds ${path}\n`);
    if (last?.holder !== sign.holder || last.time !== sign.time) last = sign;
    if (isGone(sign.holder) || performance.now() - last.seen > patience) {
      remove(path, sign.holder);
      continue;
    }
    await sleep(POLL);
    signal?.throwIfAborted();
  }
  held.add(token);
  const beat = setInterval(show, BEAT, path).unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    if (signOf(path)?.holder === token) rmSync(path, { force: true });
    held.delete(token);
  }
}

/** What a lock says of its holder: its name, "" where it cannot be read, and when it has shown itself. */
interface Sign {
  readonly holder: string;
  readonly time: number;
  /** When we saw this, by our own clock. */
  readonly seen: number;
}

function acquire(path: string, token: string): boolean {
  try {
    writeFileSync(path, token, { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

function signOf(path: string): Sign | undefined {
  const time = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return time === undefined ? undefined : { holder: contents(path), time, seen: performance.now() };
}

function show(path: string): void {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // Another one has taken it for left behind.
  }
}

/** Removes a lock that is left behind, and puts it back if between reading and moving it became another's. */
function remove(path: string, holder: string): void {
  const moved = `${path}.${randomUUID()}`;
  try {
    renameSync(path, moved);
    if (contents(moved) !== holder) linkSync(moved, path);
  } catch (error) {
    if (["ENOENT", "EEXIST"].includes(codeOf(error))) return;
    throw new Error(`${path} is left behind and cannot be removed (${codeOf(error)}); delete it.`, { cause: error });
  } finally {
    rmSync(moved, { recursive: true, force: true });
  }
}

function contents(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

const HOLDER = /^(\d+) (\S+) \S+$/;

/** Whether a holder of this machine is no more, be it that its number is ours now: in a container every first process has 1. */
function isGone(holder: string): boolean {
  const [, pid, host] = HOLDER.exec(holder) ?? [];
  if (host !== hostname()) return false;
  return Number(pid) === process.pid ? !held.has(holder) : !isRunning(Number(pid));
}

function inWords(holder: string): string {
  const [, pid, host] = HOLDER.exec(holder) ?? [];
  if (pid === undefined) return "an unknown process";
  return host === hostname() ? `process ${pid}` : `process ${pid} on ${host}`;
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "";
}
