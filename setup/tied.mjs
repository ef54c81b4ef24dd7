/** Python's modules, run so that they end with this process: when it is asked to end, and when it is killed. */
import { spawn } from "node:child_process";
import path from "node:path";
import { Stopped, UserError } from "./errors.mjs";
import { python, root } from "./paths.mjs";

/** Starts `python -m <module> <arguments>`; `stdio[3]` is the pipe that holds it: it ends where that is closed. */
export function startModule(module, args, { stdio, ...options }) {
  const script = path.join(root, "setup", "python", "tied.py");
  return spawn(python, [script, module, ...args], { ...options, stdio: [...stdio, "pipe"] });
}

/**
 * Runs a module to its end, and that of all that writes where it writes.
 *
 * @param {{ stdio: ("inherit" | "ignore" | "pipe")[], takesInterrupt?: boolean }} options those of `spawn`;
 * `takesInterrupt`: Ctrl-C is the module's own
 * @returns {Promise<{ status: number | null, stderr: string }>} `stderr` where it is a pipe; `status` null where it was killed
 * @throws UserError where Python cannot be started; Stopped where this process was asked to end
 */
export async function runModule(module, args, { takesInterrupt = false, ...options }) {
  const child = startModule(module, args, options);
  let stderr = "";
  child.stderr?.setEncoding("utf8").on("data", (text) => {
    stderr += text;
  });
  let asked;
  const stop = (signal) => {
    if (takesInterrupt && signal === "SIGINT") return;
    asked = signal;
    child.stdio[3].destroy();
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, stop);
  try {
    const status = await new Promise((resolve, reject) => {
      child.on("error", (error) => {
        const remedy = "remove the folder .venv, and npm run setup makes it anew";
        reject(new UserError(`${python} cannot be started (${error.code}): ${remedy}.`));
      });
      child.on("close", resolve);
    });
    if (asked !== undefined) throw new Stopped(asked);
    return { status, stderr };
  } finally {
    for (const signal of signals) process.off(signal, stop);
  }
}
