/** How often to look whether the process that started the kernel is still there. */
const INTERVAL_MS = 1000;

/** Ends the kernel when the process that started it is gone, so that none computes on for nobody. */
export function endWhenOrphaned(): void {
  const parent = process.ppid;
  // Jupyter writes its own number there: it may have ended before there was anybody to look.
  const starter = Number(process.env.JPY_PARENT_PID ?? parent);
  setInterval(() => {
    if (process.ppid !== parent || !exists(starter)) process.kill(process.pid, "SIGKILL");
  }, INTERVAL_MS);
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
