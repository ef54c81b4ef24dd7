/** What goes wrong on a machine, in one line with the remedy. */
import { constants } from "node:os";

/** What a user has to know or do; shown as one line, without a stack. */
export class UserError extends Error {}

/** This process was asked to end, and did. */
export class Stopped extends Error {
  constructor(signal) {
    super(`stopped by ${signal}; what was finished is kept.`);
    this.exitCode = 128 + constants.signals[signal];
  }
}

/** What programs and the system say of a fault, and the remedy; the first that fits counts. */
const remedies = [
  [
    /do not match the hashes|hash mismatch|EINTEGRITY/i,
    "a downloaded package is not the one that the lock file names: empty the download cache, or take it from another registry",
  ],
  [
    /ENOSPC|EDQUOT|no space left|disk quota exceeded/i,
    "the disk is full: free some space (3 GB for a whole set-up) and run it again",
  ],
  [/EROFS|read-only file system/i, "it is read-only: work in a clone of it, in a folder that can be written to"],
  [
    /EACCES|EPERM|permission denied|operation not permitted/i,
    "it belongs to another user: work in a clone of your own, or make it yours with chown -R",
  ],
  [
    /ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|connection refused|establish a new connection|name resolution|timed out|error sending request/i,
    "the package registry is out of reach: check the network and the proxy (HTTPS_PROXY), or name a registry in reach (npm_config_registry for npm, PIP_INDEX_URL for pip, UV_DEFAULT_INDEX for uv)",
  ],
];

/** Why a program failed, from everything that it said. */
export function reasonOf(output) {
  return remedyFor(output) ?? complaint(output);
}

/** The line that a user is shown for an error. @throws the error itself where it is no fault of the machine's, but ours */
export function inOneLine(error) {
  if (error instanceof UserError || error instanceof Stopped) return error.message;
  const remedy = error.syscall === undefined ? undefined : remedyFor(error.message);
  if (remedy === undefined) throw error;
  return `cannot write ${error.dest ?? error.path ?? "a file"}: ${remedy}.`;
}

function remedyFor(text) {
  return remedies.find(([sign]) => sign.test(text))?.[1];
}

/** The first lines in which a program says what went wrong, its last ones where none does. */
function complaint(output) {
  const lines = output.trim().split("\n");
  const errors = lines.filter((line) => /\b(error|cannot|not found|denied|no space)\b/i.test(line) && line.length > 24);
  return (errors.length > 0 ? errors.slice(0, 2) : lines.slice(-3)).join(" / ");
}
