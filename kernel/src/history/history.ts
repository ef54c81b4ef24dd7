import type { HistoryEntry } from "./entry.js";
import type { HistoryFile } from "./file.js";
import { globPattern } from "./glob.js";

/** What cells ran here, in this session and in earlier ones. */
export class History {
  readonly #entries: HistoryEntry[];
  readonly #session: number;

  constructor(private readonly file: HistoryFile) {
    this.#entries = file.read();
    this.#session = Math.max(0, ...this.#entries.map(([session]) => session)) + 1;
  }

  add(line: number, code: string, result: string | null): void {
    const entry: HistoryEntry = [this.#session, line, code, result];
    this.#entries.push(entry);
    this.file.append(entry);
  }

  /** The last `count` entries. */
  tail(count: number): HistoryEntry[] {
    return count > 0 ? this.#entries.slice(-count) : [];
  }

  /** Lines `start` to before `stop` of a session; 0 is this session, -1 the one before, and so on. */
  range(session: number, start: number, stop: number): HistoryEntry[] {
    const wanted = session > 0 ? session : this.#session + session;
    return this.#entries.filter(([number, line]) => number === wanted && line >= start && line < stop);
  }

  /** The last `count` entries whose code fits a pattern with `*` and `?`; with `unique`, the last of each code. */
  search(pattern: string, count: number, unique: boolean): HistoryEntry[] {
    const expression = globPattern(pattern);
    const found = this.#entries.filter(([, , code]) => expression.test(code));
    const last = new Map(found.map((entry) => [entry[2], entry]));
    const kept = unique ? found.filter((entry) => last.get(entry[2]) === entry) : found;
    return count > 0 ? kept.slice(-count) : [];
  }
}
