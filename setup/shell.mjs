/** Running other programs: quietly into a log, or in the foreground. */
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./paths.mjs";

const log = path.join(root, ".build", "setup.log");

/** Where `run` notes down its own process id and that of the program that it runs; orphan.mjs reads it. */
export const runningNow = path.join(root, ".build", "child");

/** What a user has to know or do; shown as one line, without a stack. */
export class UserError extends Error {}

/** Runs a program; its output goes to .build/setup.log. Throws a UserError with what it complains of where it fails. */
export function run(command, args, options = {}) {
  mkdirSync(path.dirname(log), { recursive: true });
  // A shell that notes down its parent's process id and its own, and then becomes the program.
  const noted = ["-c", 'echo "$PPID $$" >"$0"; exec "$@"', runningNow, command, ...args];
  const result = spawnSync("sh", noted, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28, ...options });
  const output = `${result.stdout ?? ""}${result.stderr ?? ""}`;
  appendFileSync(log, `$ ${command} ${args.join(" ")}\n${output}\n`);
  if (result.error === undefined && result.status === 0) return result.stdout;
  const reason = result.error?.message ?? complaint(output);
  throw new UserError(`${path.basename(command)} ${args[0]} failed: ${reason} (everything it said: .build/setup.log)`);
}

/** The first lines in which a program says what went wrong, its last ones where none does. */
function complaint(output) {
  const lines = output.trim().split("\n");
  const errors = lines.filter((line) => /\b(error|cannot|not found|denied|no space)\b/i.test(line) && line.length > 24);
  return (errors.length > 0 ? errors.slice(0, 2) : lines.slice(-3)).join(" / ");
}

/** The output of a program that may be missing or fail; null then. */
export function ask(command, args) {
  const result = spawnSync(command, args, { encoding: "utf8" });
  return result.error === undefined && result.status === 0 ? result.stdout.trim() : null;
}

/** Runs a program with this terminal; returns its exit status. */
export function foreground(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: "inherit", ...options });
  if (result.error) throw new UserError(`${path.basename(command)}: ${result.error.message}`);
  return result.status ?? 1;
}

/** Runs a script's main function; a UserError becomes one line and exit status 1. */
export async function main(script) {
  try {
    process.exitCode = (await script()) ?? 0;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`momenta: ${error.message}\n`);
    process.exitCode = 1;
  }
}

/** The text of a file, null where there is none. */
export function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}
