/** How often to look whether the process that started the kernel is still there. */
const INTERVAL_MS = 1000;

/** Ends the kernel when the process that started it is gone, so that none computes on for nobody. */
export function endWhenOrphaned(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, "SIGKILL");
  }, INTERVAL_MS);
}
