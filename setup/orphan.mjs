/** A set-up that is killed leaves the program that it ran, npm or pip, running: the next one ends it before it starts. */
import { rmSync } from "node:fs";
import { isRunning, nameFrom, pause, pidOf } from "./process.mjs";
import { readIfThere, runningNow } from "./shell.mjs";

/** Ends the program that a set-up left running when it was killed, and waits until it is gone. */
export function endOrphan() {
  const name = nameFrom(readIfThere(runningNow) ?? "");
  if (name !== undefined && isRunning(name)) process.kill(pidOf(name), "SIGKILL");
  while (name !== undefined && isRunning(name)) pause(20);
  rmSync(runningNow, { force: true });
}
