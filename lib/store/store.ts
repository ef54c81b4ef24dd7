import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Json, readJson, writeJson } from "../configuration/index.js";
import { keyOf } from "./key.js";
import type { StoredRun } from "./record.js";

/** What determines a run. */
export type Determinants = Pick<StoredRun, "experiment" | "version" | "configuration">;

/** A file that holds no record: why, and where it is. */
export interface Damaged {
  readonly file: string;
  readonly reason: string;
}

/**
 * Finished runs in a folder, a file each: `<experiment>/<key>.json`, one line of JSON, so that
 * `cat data/runs/savings/*.json` is a file of JSON lines.
 *
 * A file is written under another name and then renamed: it is there whole or not at all, and any number of processes may
 * write at once. A file that was damaged afterwards is named on standard error and set aside as `<key>.json.damaged`, and its
 * run is made again.
 */
export class Store {
  constructor(readonly folder: string) {}

  /** The run that was made of the same, undefined where there is none. */
  find(determinants: Determinants): StoredRun | undefined {
    const key = keyOfRun(determinants);
    const found = this.read(determinants.experiment, `${key}.json`);
    if (found === undefined || "key" in found) return found;
    process.stderr.write(
      `momenta: ${found.file} is damaged (${found.reason}). It is set aside and its run made again.\n`,
    );
    setAside(found.file);
    return undefined;
  }

  /** @throws Error where the experiment's name is not made of lower-case letters, digits and hyphens, or the disk is full */
  save(run: Omit<StoredRun, "key">): StoredRun {
    const stored = { key: keyOfRun(run), ...run };
    const folder = join(this.folder, run.experiment);
    mkdirSync(folder, { recursive: true });
    const temporary = join(folder, `${stored.key}.${process.pid}.tmp`);
    try {
      writeFileSync(temporary, `${writeJson(stored as unknown as Json)}\n`);
      renameSync(temporary, join(folder, `${stored.key}.json`));
    } catch (error) {
      rmSync(temporary, { force: true });
      throw new Error(`The run could not be stored in ${folder}: ${(error as Error).message}`, { cause: error });
    }
    return stored;
  }

  /** All runs, of one experiment or of all, in the order of experiment, then of time. */
  all(experiment?: string): { runs: StoredRun[]; damaged: Damaged[] } {
    const read = (experiment === undefined ? this.experiments() : [experiment]).flatMap((name) =>
      names(join(this.folder, name))
        .filter((file) => file.endsWith(".json"))
        .map((file) => this.read(name, file)),
    );
    const there = read.filter((entry) => entry !== undefined);
    const runs = there.filter((entry): entry is StoredRun => "key" in entry);
    runs.sort((a, b) => compare(a.experiment, b.experiment) || compare(a.made.at, b.made.at) || compare(a.key, b.key));
    return { runs, damaged: there.filter((entry): entry is Damaged => "reason" in entry) };
  }

  /** Takes runs out of the store. */
  remove(runs: readonly Pick<StoredRun, "experiment" | "key">[]): void {
    for (const { experiment, key } of runs) rmSync(join(this.folder, experiment, `${key}.json`), { force: true });
  }

  private experiments(): string[] {
    return names(this.folder).sort();
  }

  private read(experiment: string, name: string): StoredRun | Damaged | undefined {
    const file = join(this.folder, experiment, name);
    let text: string;
    try {
      text = readFileSync(file, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
    try {
      const run = readJson(text) as unknown as StoredRun;
      if (name !== `${keyOfRun(run)}.json`) throw new Error("its name is not the hash of its configuration");
      return run;
    } catch (error) {
      return { file, reason: (error as Error).message };
    }
  }
}

function setAside(file: string): void {
  try {
    renameSync(file, `${file}.damaged`);
  } catch (error) {
    // Another process was quicker.
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

function keyOfRun({ experiment, version, configuration }: Determinants): string {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(experiment)) {
    throw new Error(`"${experiment}" is no name of an experiment; use lower-case letters, digits and hyphens.`);
  }
  return keyOf({ experiment, version, configuration });
}

/** The names in a folder, none where there is no such folder. */
function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return [];
    throw error;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
