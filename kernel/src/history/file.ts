import { createHash } from "node:crypto";
import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { cut } from "../cut.js";
import type { HistoryEntry } from "./entry.js";

/** A longer file is cut to its newer half when it is next read. */
const LIMIT = 1 << 20;
/** A cell with more code than this is not kept, a longer result is cut. */
const LONGEST = 1 << 14;

/** Where histories are kept: one line of JSON an entry. What cannot be read or written is done without. */
export class HistoryFile {
  constructor(private readonly file: string) {}

  /** The file of a folder of notebooks, in the user's cache. */
  static ofFolder(folder: string): HistoryFile {
    const cache = process.env.XDG_CACHE_HOME || path.join(homedir(), ".cache");
    const name = createHash("sha256").update(folder).digest("hex").slice(0, 16);
    return new HistoryFile(path.join(cache, "momenta", "history", `${name}.jsonl`));
  }

  read(): HistoryEntry[] {
    const text = attempt(() => readFileSync(this.file, "utf8")) ?? "";
    const kept = text.length > LIMIT ? text.slice(text.indexOf("\n", text.length - LIMIT / 2) + 1) : text;
    if (kept !== text) attempt(() => this.#replace(kept));
    return kept.split("\n").flatMap((line) => {
      const entry: unknown = attempt(() => JSON.parse(line));
      return isEntry(entry) ? [entry] : [];
    });
  }

  append([session, line, code, result]: HistoryEntry): void {
    if (code.length > LONGEST) return;
    const entry: HistoryEntry = [session, line, code, result === null ? null : cut(result, LONGEST)];
    attempt(() => {
      mkdirSync(path.dirname(this.file), { recursive: true });
      appendFileSync(this.file, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
    });
  }

  #replace(text: string): void {
    const draft = `${this.file}.${process.pid}.tmp`;
    writeFileSync(draft, text, { mode: 0o600 });
    renameSync(draft, this.file);
  }
}

function isEntry(value: unknown): value is HistoryEntry {
  if (!Array.isArray(value) || value.length !== 4) return false;
  const [session, line, code, result] = value;
  const isText = typeof code === "string" && (result === null || typeof result === "string");
  return isText && Number.isInteger(session) && Number.isInteger(line);
}

function attempt<T>(body: () => T): T | undefined {
  try {
    return body();
  } catch {
    return undefined;
  }
}
