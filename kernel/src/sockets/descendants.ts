import { readdirSync, readFileSync } from "node:fs";

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

/** Sends them a signal, as a terminal does that is interrupted. */
export function signalDescendants(signal: NodeJS.Signals): void {
  for (const child of descendants(process.pid)) {
    try {
      process.kill(child, signal);
    } catch {
      // It has ended meanwhile.
    }
  }
}
