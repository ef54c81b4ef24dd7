/** Running processes, told from all that had or will have the same number. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { ask } from "./shell.mjs";

/** A name for a running process that no other ever gets, fit for a file's name; undefined where it has ended. */
export function nameOf(pid) {
  try {
    return nameFrom(`${pid}\n${["sys/kernel/random/boot_id", `${pid}/stat`].map(readProc).join("")}`);
  } catch {
    const start = ask("ps", ["-o", "lstart=", "-p", String(pid)]);
    return start ? nameFrom(`${pid}\n${start}`) : undefined;
  }
}

/** The name of the process that a note is about, its number above what the system says of it; undefined for a part of one. */
export function nameFrom(note) {
  const [, pid, about] = /^(\d+)\n([\s\S]+)/.exec(note) ?? [];
  // In Linux' table the state follows the command, in parentheses, and the time of the start is 19 words further on.
  const [, boot, state, start] = /^(\S+)\n\d+ \([\s\S]*\) (\w)(?: \S+){18} (\d+)/.exec(about ?? "") ?? [];
  if (pid === undefined || state === "Z") return undefined;
  const born = createHash("sha256").update(start === undefined ? about.trim() : `${boot} ${start}`);
  return `${pid}-${born.digest("hex").slice(0, 12)}`;
}

/** Whether the process of a name still runs. */
export function isRunning(name) {
  return nameOf(pidOf(name)) === name;
}

export function pidOf(name) {
  return Number.parseInt(name, 10);
}

/** Waits in this thread. */
export function pause(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function readProc(file) {
  return readFileSync(`/proc/${file}`, "utf8");
}
