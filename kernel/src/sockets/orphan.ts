import { client, processOf } from "../processes.js";

/** How often to look whether the client is still there. */
const INTERVAL_MS = 1000;

/**
 * Ends the kernel when the process that Jupyter names in `JPY_PARENT_PID` has ended, so that none computes on for
 * nobody. Where it names none, as for kernels that are to outlive their client, the kernel stays.
 */
export function endWhenOrphaned(): void {
  const pid = client();
  if (pid === undefined) return;
  const started = processOf(pid)?.started;
  const look = () => {
    const now = processOf(pid)?.started;
    if (now === undefined || now !== started) process.kill(process.pid, "SIGKILL");
  };
  look();
  setInterval(look, INTERVAL_MS);
}
