import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { keyOf } from "./key.js";
import { Fault, headOf, lineOf, runOf } from "./line.js";
import type { Determinants, Head, Listed, StoredRun } from "./record.js";
import { sweep, temporaryName } from "./temporary.js";

/** A file that holds no record: its path, and why. */
export interface Damaged {
  readonly file: string;
  /**
   * "damaged": no JSON, or its end is missing; "edited": JSON, but not what its checksum was made of; "foreign": another
   * one's record, or none; "old": of a version that wrote no checksums; "unreadable": the system does not let us read it.
   */
  readonly kind: Fault["kind"];
  readonly reason: string;
}

/**
 * Finished runs in a folder, a file each: `<experiment>/<key>.json`, one line of JSON, so that
 * `cat data/runs/savings/*.json` is a file of JSON lines.
 *
 * A file is written under another name and then renamed: it is there whole or not at all, and any number of processes may
 * write at once. Its line begins with a checksum of all the rest, which is looked at whenever it is read: a file of which a
 * byte was changed, one of another store, and one of a version before there were checksums are named on standard error and
 * set aside as `<key>.json.damaged`, and their runs are made again.
 */
export class Store {
  #told = false;

  constructor(readonly folder: string) {}

  /** The run that was made of the same, undefined where there is none. */
  find(determinants: Determinants): StoredRun | undefined {
    const found = this.#read(determinants.experiment, `${keyOfRun(determinants)}.json`, runOf);
    if (found === undefined || !isDamaged(found)) return found;
    this.setAside(found);
    return undefined;
  }

  /**
   * @throws Error where the experiment's name is not made of lower-case letters, digits and hyphens, or the folder is full or
   *   cannot be written; TypeError where the run lacks a field, or has something that a record cannot hold
   */
  save(run: Omit<StoredRun, "key">): StoredRun {
    const stored = { ...run, key: keyOfRun(run) };
    const line = lineOf(stored);
    this.#write(run.experiment, stored.key, (temporary, folder) => {
      writeFileSync(temporary, line);
      renameSync(temporary, join(folder, `${stored.key}.json`));
    });
    return stored;
  }

  /** Saves a run that took its time. Where that fails it is said, once, and the run is lost to the next process alone. */
  keep(run: Omit<StoredRun, "key">): void {
    try {
      this.save(run);
    } catch (error) {
      if (!this.#told) process.stderr.write(`momenta: ${(error as Error).message} What is computed is not kept.\n`);
      this.#told = true;
    }
  }

  /**
   * To be called before runs of an experiment are computed. What killed processes have left half-written is removed.
   *
   * @throws Error where nothing can be written there: what to do
   */
  requireWritable(experiment: string): void {
    try {
      this.#write(experiment, "writable", (temporary, folder) => {
        writeFileSync(temporary, "");
        rmSync(temporary);
        sweep(folder);
      });
    } catch (error) {
      throw new Error(
        `${(error as Error).message} Make the folder writable, set MOMENTA_RUNS to another one, or keep no runs.`,
        { cause: error },
      );
    }
  }

  /** All runs, of one experiment or of all, in the order of experiment, then of time. */
  all(experiment?: string): { runs: StoredRun[]; damaged: Damaged[] } {
    const runs: StoredRun[] = [];
    const damaged: Damaged[] = [];
    for (const entry of this.records(experiment)) isDamaged(entry) ? damaged.push(entry) : runs.push(entry);
    return { runs: runs.sort(inOrder), damaged };
  }

  /** The runs of one experiment or of all, one after the other as they are read, those that `keyStart` begins the keys of. */
  records(experiment?: string, keyStart?: string): Iterable<StoredRun | Damaged> {
    return this.#readAll(runOf, experiment, keyStart);
  }

  /** What a listing needs of them: quicker, and as careful about damage. */
  listed(experiment?: string): Iterable<Listed | Damaged> {
    return this.#readAll(headOf, experiment);
  }

  /** Names a file that holds no record, and puts it where it is not found again. */
  setAside({ file, kind, reason }: Damaged): void {
    try {
      renameSync(file, `${file}.damaged`);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Another process was quicker.
      if (code === "ENOENT") return;
      process.stderr.write(`momenta: ${file} is ${kind} (${reason}). It counts as not there (${code}).\n`);
      return;
    }
    process.stderr.write(`momenta: ${file} is ${kind} (${reason}). It is set aside, and what it was of made again.\n`);
  }

  /** Takes runs out of the store. */
  remove(runs: readonly Pick<StoredRun, "experiment" | "key">[]): void {
    for (const { experiment, key } of runs) rmSync(join(this.folder, experiment, `${key}.json`), { force: true });
  }

  #write(experiment: string, name: string, write: (temporary: string, folder: string) => void): void {
    const folder = join(this.folder, requireName(experiment));
    const temporary = join(folder, temporaryName(name));
    try {
      mkdirSync(folder, { recursive: true });
      write(temporary, folder);
    } catch (error) {
      removeQuietly(temporary);
      throw new Error(`Runs cannot be stored in ${folder}: ${(error as Error).message}.`, { cause: error });
    }
  }

  *#readAll<Read extends Head>(of: (line: Buffer) => Read, only?: string, keyStart = ""): Generator<Read | Damaged> {
    for (const experiment of only === undefined ? names(this.folder).sort() : [only]) {
      const folder = join(this.folder, experiment);
      try {
        for (const name of names(folder)) {
          const found = name.startsWith(keyStart) && name.endsWith(".json") && this.#read(experiment, name, of);
          if (found) yield found;
        }
      } catch (error) {
        yield damagedBy(error, folder);
      }
    }
  }

  #read<Read extends Head>(experiment: string, name: string, of: (line: Buffer) => Read): Read | Damaged | undefined {
    const file = join(this.folder, experiment, name);
    try {
      const found = of(readFileSync(file));
      if (found.experiment === experiment && `${found.key}.json` === name) return found;
      throw new Fault("foreign", `it is ${found.key} of ${found.experiment}`);
    } catch (error) {
      return isAbsence(error) ? undefined : damagedBy(error, file);
    }
  }
}

/** Removes a file where that is possible: what went wrong before is what has to be said. */
function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {}
}

/** Whether what was read is a file that holds no record. */
export function isDamaged(entry: Head | Damaged): entry is Damaged {
  return "reason" in entry;
}

function damagedBy(error: unknown, file: string): Damaged {
  if (error instanceof Fault) return { file, kind: error.kind, reason: error.message };
  if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  return { file, kind: "unreadable", reason: (error as Error).message };
}

/** By experiment, then by time. */
function inOrder(a: Head, b: Head): number {
  return compare(a.experiment, b.experiment) || compare(a.made.at, b.made.at) || compare(a.key, b.key);
}

function keyOfRun({ experiment, version, configuration }: Determinants): string {
  return keyOf({ experiment: requireName(experiment), version, configuration });
}

function requireName(experiment: string): string {
  if (/^[a-z0-9][a-z0-9-]*$/.test(experiment)) return experiment;
  throw new Error(`"${experiment}" is no name of an experiment; use lower-case letters, digits and hyphens.`);
}

/** The names in a folder, none where there is no such folder. */
function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isAbsence(error)) return [];
    throw error;
  }
}

function isAbsence(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
