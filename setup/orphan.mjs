/** A set-up that is killed leaves the program that it ran, npm or pip, running: the next one ends it before it starts. */
import { readlinkSync, rmSync } from "node:fs";
import path from "node:path";
import { root } from "./paths.mjs";
import { ask, readIfThere } from "./shell.mjs";

const note = path.join(root, ".build", "child");

/** The arguments of a shell that notes down its parent's and its own process id and then becomes the program. */
export function noted(command, args) {
  return ["-c", 'echo "$PPID $$" >"$0"; exec "$@"', note, command, ...args];
}

/** Ends the program of a set-up that is no more, and waits until it is gone. */
export function endOrphan() {
  const [parent, child] = (readIfThere(note) ?? "").split(" ").map(Number);
  if (!parent || !child || workingDirectory(parent) !== undefined) return;
  // The working directory tells our program from a stranger that got its number.
  if (workingDirectory(child) === root) process.kill(child, "SIGKILL");
  while (workingDirectory(child) === root) pause(20);
  rmSync(note);
}

/** Where a process works; undefined where it has ended, be it still in the table of processes. */
function workingDirectory(pid) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    const [, directory] = ask("lsof", ["-a", "-d", "cwd", "-p", String(pid), "-Fn"])?.split("\nn") ?? [];
    return directory;
  }
}

function pause(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
