import { readFileSync } from "node:fs";

/** A process, as far as it matters here; `session` and `parent` are 0 where the system does not tell. */
export interface Process {
  parent: number;
  session: number;
  /** When it started, in a unit of the system's: with the number, what tells it from a later process. */
  started: string;
}

/** The process with this number; undefined where it has ended, also where nobody has asked how. */
export function processOf(pid: number): Process | undefined {
  return process.platform === "linux" ? fromProc(pid) : fromSignal(pid);
}

/** See proc_pid_stat(5): behind the name, which may hold anything, stand state, parent, group, session, …, start. */
function fromProc(pid: number): Process | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const [state, parent, , session, ...rest] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (state === "Z" || state === "X") return undefined;
    return { parent: Number(parent), session: Number(session), started: rest[15] ?? "" };
  } catch {
    return undefined;
  }
}

function fromSignal(pid: number): Process | undefined {
  const known = { parent: 0, session: 0, started: "" };
  try {
    process.kill(pid, 0);
    return known;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM" ? known : undefined;
  }
}

/** The number of the process that Jupyter names as the one that the kernel is for, if it names one. */
export function client(): number | undefined {
  const pid = Number(process.env.JPY_PARENT_PID);
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}
