/** What XLA has compiled is kept on disk for the next process: a program takes seconds to compile and a tenth of that to load. */
import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { cpus } from "node:os";
import path from "node:path";
import { threadId } from "node:worker_threads";
import { isRunning } from "../processes/index.js";
import type { Binding } from "./binding.js";
import { memoryFiles } from "./memoryFiles.js";

/** When there is more than this, the oldest programs are removed. */
const MOST_BYTES = 1e9;

/**
 * Where TensorFlow reads and writes what it compiles: in memory. A full disk would be an error of its, and a damaged file
 * a crash or another number; so what is on disk is read, checked and written here.
 */
const MEMORY = "ram://compiled";

/** The name of a kept program: the function's key, the checksum, TensorFlow's name of the file. */
const KEPT = /^([0-9a-f]{24})\.([0-9a-f]{32})\.(.+\.pb)$/;

/** The folder of the programs for this machine, null where none are kept. */
let folder: string | null = null;
/** The programs in it when the process began, by the key of their function. */
const kept = new Map<string, string[]>();
/** TensorFlow's names of the files that it has written, or been given. */
const known = new Set<string>();
/** The functions that are being compiled. */
const compiling = new Set<string>();
/** The files that TensorFlow has been given, by function. */
const given = new Map<string, string[]>();

/**
 * Makes compiled programs be kept; to be called before TensorFlow is loaded. They lie in `.cache/compiled`, or in the
 * folder of the environment variable MOMENTA_COMPILED; `off`: nothing is loaded or kept. Where the folder cannot be used,
 * every program is compiled, and that is all.
 *
 * @param addon the file of the native addon: programs of another build, or of another processor, are not taken
 */
export function keepCompiledPrograms(addon: string): void {
  const root = process.env.MOMENTA_COMPILED ?? path.join(__dirname, "..", "..", "..", ".cache", "compiled");
  if (root === "off") return;
  // A process that was started by one with this library has inherited its flags.
  const inherited = (process.env.TF_XLA_FLAGS ?? "").replace(/--tf_xla_persistent_cache\S*/g, "").trim();
  const own = path.join(root, machine(addon, inherited));
  const flags = [
    inherited,
    `--tf_xla_persistent_cache_directory=${MEMORY}`,
    "--tf_xla_persistent_cache_device_types=CPU",
  ];
  process.env.TF_XLA_FLAGS = flags.join(" ").trim();
  folder = own;
  attempt(() => makeFolder(own));
  attempt(() => removeLeftovers(own));
  for (const file of attempt(() => readdirSync(own)) ?? []) {
    const [, key] = KEPT.exec(file) ?? [];
    if (key !== undefined) kept.set(key, [...(kept.get(key) ?? []), file]);
  }
}

/**
 * Gives TensorFlow the program that was kept of a function, to be called before the function first runs. A file that is
 * not what its checksum says is removed.
 *
 * @returns whether the program comes from disk
 */
export function takeCompiledProgram(binding: Binding, name: string): boolean {
  if (folder === null) return false;
  for (const file of kept.get(keyOf(name)) ?? []) {
    const original = file.replace(KEPT, "$3");
    const bytes = attempt(() => readFileSync(path.join(folder as string, file)));
    const inMemory = `${MEMORY}/${original}`;
    if (bytes === undefined) continue;
    if (file !== fileOf(name, original, bytes)) {
      discard(file, "is damaged");
      continue;
    }
    if (memoryFiles.list(binding, inMemory).length === 0) memoryFiles.write(binding, inMemory, bytes);
    known.add(original);
    given.set(name, [...(given.get(name) ?? []), file]);
  }
  kept.delete(keyOf(name));
  const taken = given.has(name);
  if (!taken) compiling.add(name);
  return taken;
}

/**
 * Keeps what TensorFlow has compiled for a function, to be called after the function has run for the first time. TensorFlow
 * does not say whose a program is: where several compile at a time, each of several new programs is kept for each of them.
 */
export function keepCompiledProgram(binding: Binding, name: string): void {
  if (folder === null) return;
  const fresh = memoryFiles
    .list(binding, `${MEMORY}/*`)
    .map((file) => path.basename(file))
    .filter((original) => !known.has(original));
  compiling.delete(name);
  for (const original of fresh) {
    if (fresh.length === 1 || compiling.size === 0) known.add(original);
    const bytes = memoryFiles.read(binding, `${MEMORY}/${original}`);
    writeDurably(folder, fileOf(name, original, bytes), bytes);
  }
}

/** Removes what was kept of a function where TensorFlow cannot load it. */
export function discardCompiledProgram(name: string): void {
  for (const file of given.get(name) ?? []) discard(file, "cannot be loaded");
  given.set(name, []);
}

function discard(file: string, why: string): void {
  const whole = path.join(folder as string, file);
  process.stderr.write(`momenta: ${whole} ${why}; it is removed and the program compiled again.\n`);
  attempt(() => rmSync(whole, { force: true }));
}

/** Node's own way, `recursive`, never ends where a system folder such as /proc says that the new one does not exist. */
function makeFolder(name: string): void {
  if (existsSync(name)) return;
  makeFolder(path.dirname(name));
  mkdirSync(name);
}

/** A file stands under its name as a whole or not at all, whatever ends the process or the machine. */
function writeDurably(into: string, name: string, bytes: Uint8Array): void {
  const unfinished = path.join(into, `process-${process.pid}-${threadId}`);
  const written = attempt(() => {
    const descriptor = openSync(unfinished, "w");
    try {
      writeFileSync(descriptor, bytes);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(unfinished, path.join(into, name));
    return true;
  });
  if (written === undefined) attempt(() => rmSync(unfinished, { force: true }));
}

/** What keeping programs needs of the disk may fail: the folder may be full, read-only, another user's, or no folder. */
function attempt<Result>(fn: () => Result): Result | undefined {
  try {
    return fn();
  } catch {
    return undefined;
  }
}

function keyOf(name: string): string {
  return createHash("sha256").update(name).digest("hex").slice(0, 24);
}

/** The name under which a program is kept. The checksum is of the names too: one under another's name is a damaged one. */
export function fileOf(name: string, original: string, bytes: Uint8Array): string {
  const checksum = createHash("sha256").update(`${name}\n${original}\n`).update(bytes).digest("hex").slice(0, 32);
  return `${keyOf(name)}.${checksum}.${original}`;
}

/** Whatever is no program and no running process's, and the oldest programs where there are too many. */
function removeLeftovers(from: string): void {
  const names = readdirSync(from);
  const remove = (name: string) => attempt(() => rmSync(path.join(from, name), { recursive: true, force: true }));
  for (const name of names.filter((candidate) => !KEPT.test(candidate))) {
    const [, pid] = /^process-(\d+)/.exec(name) ?? [];
    if (pid === undefined || !isRunning(Number(pid))) remove(name);
  }
  const programs = names
    .filter((name) => KEPT.test(name))
    .flatMap((name) => {
      const found = attempt(() => statSync(path.join(from, name)));
      return found === undefined ? [] : [{ name, size: found.size, mtimeMs: found.mtimeMs }];
    });
  let bytes = programs.reduce((sum, { size }) => sum + size, 0);
  for (const { name, size } of programs.sort((a, b) => a.mtimeMs - b.mtimeMs)) {
    if (bytes <= MOST_BYTES) break;
    remove(name);
    bytes -= size;
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
