import { spawn, spawnSync } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Contender } from "./contender.js";

const bench = path.join(__dirname, "..");
const python = process.env.MOMENTA_BENCH_PYTHON ?? path.join(bench, "..", ".venv", "bin", "python");

/** Whether the bench's Python has a package. */
export function hasPackage(name: string): boolean {
  const probe = `import importlib.util, sys; sys.exit(importlib.util.find_spec("${name}") is None)`;
  return spawnSync(python, ["-c", probe]).status === 0;
}

/** A peer in Python: a script that makes one call for each line it reads and answers with its milliseconds. */
export function pythonPeer(script: string, about: Omit<Contender, "call" | "close">): Contender {
  let peer: ReturnType<typeof start> | undefined;
  return {
    ...about,
    async call() {
      peer ??= start(script, about);
      peer.input.write("\n");
      const answer = await peer.answers.next();
      if (answer.done) throw new Error(`${script} ended before it had answered`);
      return Number(answer.value);
    },
    close: () => peer?.input.end(),
  };
}

function start(script: string, { replicas, updates }: Pick<Contender, "replicas" | "updates">) {
  const args = [path.join(bench, script), String(replicas), String(updates)];
  const { stdin: input, stdout } = spawn(python, args, { stdio: ["pipe", "pipe", "inherit"] });
  // A peer that has died is noticed by the end of its answers.
  input.on("error", () => undefined);
  return { input, answers: createInterface(stdout)[Symbol.asyncIterator]() };
}
