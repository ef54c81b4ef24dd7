/** Running other programs: quietly into a log, or in the foreground. */
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { inOneLine, reasonOf, UserError } from "./errors.mjs";
import { root } from "./paths.mjs";

const log = path.join(root, ".build", "setup.log");

/** Where `run` notes down which process the program is that it runs; orphan.mjs reads it. */
export const runningNow = path.join(root, ".build", "child");

/** The temporary files of what `run` runs. */
export const temporary = path.join(root, ".build", "tmp");

/** A shell that notes down, in the file `$0`, which process it is, and then becomes the program. */
const NOTED =
  '{ echo $$; cat /proc/sys/kernel/random/boot_id /proc/$$/stat || ps -o lstart= -p $$; } >"$0" 2>/dev/null; exec "$@"';

/** Runs a program; its output goes to .build/setup.log. Throws a UserError with what it complains of where it fails. */
export function run(command, args) {
  mkdirSync(temporary, { recursive: true });
  const env = { ...process.env, TMPDIR: temporary };
  const options = { cwd: root, encoding: "utf8", maxBuffer: 1 << 28, env };
  const result = spawnSync("sh", ["-c", NOTED, runningNow, command, ...args], options);
  const output = `${result.stdout ?? ""}${result.stderr ?? ""}`;
  appendFileSync(log, `$ ${command} ${args.join(" ")}\n${output}\n`);
  if (result.error === undefined && result.status === 0) return result.stdout;
  const killed = result.signal === null ? undefined : `it was killed by ${result.signal} (out of memory?)`;
  const reason = result.error?.message ?? killed ?? reasonOf(output);
  throw new UserError(`${path.basename(command)} ${args[0]} failed: ${reason} (everything it said: .build/setup.log)`);
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

/** Runs a script's main function; what a user can mend becomes one line and exit status 1. */
export async function main(script) {
  try {
    process.exitCode = (await script()) ?? 0;
  } catch (error) {
    process.stderr.write(`momenta: ${inOneLine(error)}\n`);
    process.exitCode = error.exitCode ?? 1;
  }
}

/** The text of a file, null where there is none. */
export function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}
