import { spawn } from "node:child_process";
import { client, processOf } from "./processes.js";

/**
 * Waits for the kernel's end, which closes its input, and ends what is left of the session $1, but for the processes
 * $2: with SIGTERM, a second later with SIGKILL.
 */
const GUARD = `
session=$1 spared=" $2 "
read -r line
for signal in TERM KILL; do
  for process in /proc/[0-9]*; do
    read -r stat < "$process/stat" || continue
    set -- \${stat##*) }
    pid=\${process#/proc/}
    [ "$4" = "$session" ] || continue
    case "$spared" in *" $pid "*) continue;; esac
    kill -s "$signal" "$pid"
  done
  sleep 1
done
`;

/**
 * From now on, what cells have started ends with the kernel, however it ends. A process of its own sees to that: a
 * kernel that is killed cannot. Only where the kernel has a session for itself, and the system a /proc.
 */
export function endChildrenWithKernel(): void {
  const session = ownSession();
  if (session === undefined) return;
  const spared = wrappers(session).join(" ");
  const guard = spawn("/bin/sh", ["-c", GUARD, "sh", String(session), spared], {
    cwd: "/",
    // A session of its own, for it outlives the kernel's.
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  guard.on("error", () => {});
  guard.unref();
  (guard.stdin as unknown as { unref(): void } | null)?.unref();
}

/** The kernel's session, where it was made for the kernel: the kernel leads it, or its client has another one. */
function ownSession(): number | undefined {
  const session = processOf(process.pid)?.session;
  if (!session) return undefined;
  const parent = client();
  const isOwn = session === process.pid || (parent !== undefined && processOf(parent)?.session !== session);
  return isOwn ? session : undefined;
}

/** The processes of the session that the kernel was started by: they have their own ends. */
function wrappers(session: number): number[] {
  const found: number[] = [];
  for (let pid = process.ppid; processOf(pid)?.session === session; pid = processOf(pid)?.parent ?? 0) found.push(pid);
  return found;
}
