import { spawn, spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { type Contender, type Participant, PeerError } from "./work.js";

const bench = path.join(__dirname, "..");
const python = process.env.MOMENTA_BENCH_PYTHON ?? path.join(bench, "..", ".venv", "bin", "python");
const versions = new Map<string, string | null>();

/** A peer in Python. */
export interface Peer extends Omit<Contender, "call" | "close"> {
  /** The package that it needs. */
  readonly needs: string;
  /** A path below bench/. Its script calls `serve` of `peer.py`. */
  readonly script: string;
  /** What the script prepares itself for; asked at the first call. */
  settings(): object;
}

/** The version of a package of the bench's Python, null where it is missing. */
export function packageVersion(name: string): string | null {
  let version = versions.get(name);
  if (version === undefined) {
    const probe = `from importlib.metadata import version; print(version("${name}"))`;
    const { status, stdout } = spawnSync(python, ["-c", probe], { encoding: "utf8" });
    version = status === 0 ? stdout.trim() : null;
    versions.set(name, version);
  }
  return version;
}

/** A contender that reads its settings as a line of JSON, then makes a call for each line and answers with its milliseconds. */
export function pythonPeer({ needs, script, settings, ...about }: Peer): Participant {
  if (packageVersion(needs) === null) {
    return { name: about.name, absent: `without ${needs}: pip install -r bench/requirements.txt` };
  }
  let peer: ReturnType<typeof start> | undefined;
  return {
    ...about,
    async call() {
      if (peer === undefined) {
        peer = start(script);
        peer.input.write(`${JSON.stringify(settings())}\n`);
      }
      peer.input.write("\n");
      const answer = await peer.answers.next();
      if (answer.done) throw new PeerError(`${script} ended before it had answered`);
      return Number(answer.value);
    },
    close: () => peer?.input.end(),
  };
}

function start(script: string) {
  const threads = String(availableParallelism());
  const env = { ...process.env, PYTHONPATH: bench, OMP_NUM_THREADS: threads, MKL_NUM_THREADS: threads };
  const { stdin: input, stdout } = spawn(python, [path.join(bench, script)], {
    stdio: ["pipe", "pipe", "inherit"],
    env,
  });
  // A peer that has died is noticed by the end of its answers.
  input.on("error", () => undefined);
  return { input, answers: createInterface(stdout)[Symbol.asyncIterator]() };
}
