import { readdirSync, readFileSync } from "node:fs";
import { processOf } from "../processes.js";

/** The processes that a process has started, directly or not, and that still run; on Linux, none elsewhere. */
export function descendants(parent: number): number[] {
  try {
    const tasks = `/proc/${parent}/task`;
    const listed = readdirSync(tasks).map((thread) => readFileSync(`${tasks}/${thread}/children`, "utf8"));
    const children = listed.flatMap((text) => text.split(" ").filter(Boolean).map(Number));
    return children.flatMap((child) => [child, ...descendants(child)]);
  } catch {
    return [];
  }
}

/** Sends a signal to those of the kernel that are in its session, as a terminal does that is interrupted. */
export function signalDescendants(signal: NodeJS.Signals): void {
  const session = processOf(process.pid)?.session;
  for (const child of descendants(process.pid)) {
    if (processOf(child)?.session !== session) continue;
    try {
      process.kill(child, signal);
    } catch {
      // It has ended meanwhile.
    }
  }
}
