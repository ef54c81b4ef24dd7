/** What XLA has compiled is kept on disk for the next process: a program takes seconds to compile and a tenth of that to load. */
import { createHash } from "node:crypto";
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { cpus } from "node:os";
import path from "node:path";

/** When there is more than this, the oldest programs are removed. */
const MOST_BYTES = 1e9;
const ENDING = ".pb";

let shared: string | null = null;
let own = "";
/** The programs of `own` that are in `shared`, too. */
const known = new Set<string>();

/**
 * Makes TensorFlow load compiled programs from disk and keep new ones there; to be called before it is loaded. They lie in
 * `.cache/compiled`, or in the folder of the environment variable MOMENTA_COMPILED; `off`: nothing is loaded or kept.
 *
 * TensorFlow writes where it reads and stumbles over half a file. So every process has a folder of its own, with links to
 * all programs that are complete, and hands on its own ones when they are.
 *
 * @param addon the file of the native addon: programs of another build, or of another processor, are not taken
 */
export function keepCompiledPrograms(addon: string): void {
  const folder = process.env.MOMENTA_COMPILED ?? path.join(__dirname, "..", "..", "..", ".cache", "compiled");
  if (folder === "off") return;
  // A process that was started by one with this library has inherited where that one reads.
  const inherited = (process.env.TF_XLA_FLAGS ?? "").replace(/--tf_xla_persistent_cache\S*/g, "").trim();
  try {
    shared = path.join(folder, machine(addon, inherited));
    own = path.join(shared, `process-${process.pid}`);
    rmSync(own, { recursive: true, force: true });
    mkdirSync(own, { recursive: true });
    removeLeftovers(shared);
    for (const file of programsIn(shared)) {
      linkSync(path.join(shared, file), path.join(own, file));
      known.add(file);
    }
  } catch {
    // Where nothing can be written, as in a packed copy, nothing is kept.
    shared = null;
    return;
  }
  const flags = [inherited, `--tf_xla_persistent_cache_directory=${own}`, "--tf_xla_persistent_cache_device_types=CPU"];
  process.env.TF_XLA_FLAGS = flags.join(" ").trim();
  process.once("exit", () => rmSync(own, { recursive: true, force: true }));
}

/** Hands on the programs that this process has compiled; to be called when none is being compiled. */
export function handOnCompiledPrograms(): void {
  if (shared === null) return;
  for (const file of programsIn(own).filter((name) => !known.has(name))) {
    known.add(file);
    try {
      linkSync(path.join(own, file), path.join(shared, file));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== "EEXIST" && code !== "ENOENT" && code !== "ENOSPC") throw error;
    }
  }
}

function programsIn(folder: string): string[] {
  return readdirSync(folder).filter((file) => file.endsWith(ENDING));
}

/** The folders of processes that are no more, and the oldest programs where there are too many. */
function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const [, pid] = /^process-(\d+)$/.exec(name) ?? [];
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(path.join(folder, name), { recursive: true, force: true });
  }
  const programs = programsIn(folder).map((name) => {
    const { size, mtimeMs } = statSync(path.join(folder, name));
    return { name, size, mtimeMs };
  });
  let bytes = programs.reduce((sum, { size }) => sum + size, 0);
  for (const { name, size } of programs.sort((a, b) => a.mtimeMs - b.mtimeMs)) {
    if (bytes <= MOST_BYTES) break;
    rmSync(path.join(folder, name), { force: true });
    bytes -= size;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** What has to be the same for a compiled program to be right: processor, build of TensorFlow, flags of the compiler. */
function machine(addon: string, flagsOfTensorflow: string): string {
  const { size, mtimeMs } = statSync(addon);
  const flags = [process.env.XLA_FLAGS ?? "", flagsOfTensorflow];
  const what = [process.arch, cpus()[0]?.model, features(), size, mtimeMs, ...flags];
  return createHash("sha256").update(JSON.stringify(what)).digest("hex").slice(0, 16);
}

/** The instructions that the processor has, where the system tells. */
function features(): string {
  try {
    return /^(flags|Features)\s*:(.*)$/m.exec(readFileSync("/proc/cpuinfo", "utf8"))?.[2] ?? "";
  } catch {
    return "";
  }
}
