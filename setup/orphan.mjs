/** A set-up that is killed leaves the program that it ran, npm or pip, running: the next one ends it before it starts. */
import { readlinkSync, rmSync } from "node:fs";
import { root } from "./paths.mjs";
import { ask, readIfThere, runningNow } from "./shell.mjs";

/** Ends the program that a set-up left running when it was killed, and waits until it is gone. */
export function endOrphan() {
  const [parent, child] = (readIfThere(runningNow) ?? "").split(" ").map(Number);
  if (!parent || !child || workingDirectory(parent) !== undefined) return;
  // The working directory tells our program from a stranger that got its number.
  if (workingDirectory(child) === root) process.kill(child, "SIGKILL");
  while (workingDirectory(child) === root) pause(20);
  rmSync(runningNow);
}

/** Where a process works; undefined where it has ended, even if it is still in the table of processes. */
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
