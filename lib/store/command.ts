import { parseArgs } from "node:util";
import { type Json, writeJson } from "../configuration/index.js";
import { tableOf } from "./columns.js";
import { csv } from "./csv.js";
import type { Head } from "./record.js";
import { runStore } from "./runStore.js";
import { type Damaged, isDamaged, type Store } from "./store.js";

const usage = `npm run runs -- [command]

  list                              the experiments: runs, versions, seconds, latest (default)
  list EXPERIMENT                   its runs, a line each
  show KEY                          one run, whole; the first digits of its key do
  export [EXPERIMENT] [--json]      all runs as CSV (or JSON lines), to standard output
  prune EXPERIMENT [--before DATE] [--version N] [--yes]
                                    removes runs made before a date, or of versions up to N, or all; --yes does it,
                                    without it says what it would do
`;

/**
 * What `npm run runs` does. @returns what it prints
 * @throws Error where the command or a run is not there, saying what is
 */
export function command(args: readonly string[], store: Store = runStore()): string {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: "boolean" },
      yes: { type: "boolean" },
      before: { type: "string" },
      version: { type: "string" },
      help: { type: "boolean" },
    },
  });
  if (values.help) return usage;
  const [name = "list", argument] = positionals;
  switch (name) {
    case "list":
      return argument === undefined ? experiments(store) : runs(store, argument);
    case "show":
      return show(store, argument ?? "");
    case "export":
      return exported(store, argument, values.json === true);
    case "prune":
      return prune(store, argument, values);
    default:
      throw new Error(`No command is called "${name}".\n\n${usage}`);
  }
}

function experiments(store: Store): string {
  const found = new Map<string, { runs: number; versions: Set<number>; seconds: number; latest: string }>();
  const damaged: Damaged[] = [];
  for (const { experiment, version, made } of sound(store.listed(), damaged)) {
    const sum = found.get(experiment) ?? { runs: 0, versions: new Set(), seconds: 0, latest: "" };
    found.set(experiment, sum);
    sum.runs += 1;
    sum.versions.add(version);
    sum.seconds += made.seconds;
    if (made.at > sum.latest) sum.latest = made.at;
  }
  const lines = [...found].map(([name, { runs, versions, seconds, latest }]) => {
    const ascending = [...versions].sort((a, b) => a - b).join(", ");
    return [name, `${runs} runs`, `version ${ascending}`, `${seconds.toFixed(1)} s`, latest];
  });
  const head = lines.length === 0 ? [`No runs in ${store.folder}.`] : aligned(lines);
  return `${[...head, ...damaged.map(note)].join("\n")}\n`;
}

function runs(store: Store, experiment: string): string {
  const damaged: Damaged[] = [];
  const found = Array.from(
    sound(store.listed(experiment), damaged),
    ({ key, version, made: { at, seconds }, configuration }) => ({
      at,
      line: `${key.slice(0, 12)}  version ${version}  ${at.slice(0, 19)}  ${`${seconds} s`.padStart(9)}  ${configuration}`,
    }),
  );
  if (found.length + damaged.length === 0) throw noRuns(store, experiment);
  found.sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
  return `${[...found.map(({ line }) => line), ...damaged.map(note)].join("\n")}\n`;
}

function show(store: Store, start: string): string {
  const damaged: Damaged[] = [];
  const found = start === "" ? [] : [...sound(store.records(undefined, start), damaged)];
  const [first] = found;
  if (first !== undefined && found.length === 1) {
    return `${JSON.stringify(JSON.parse(writeJson(first as unknown as Json)), null, 2)}\n`;
  }
  throw new Error(
    found.length === 0
      ? [`No run's key starts with "${start}".`, ...damaged.map(note)].join("\n")
      : `${found.length} runs' keys start with "${start}"; give more digits.`,
  );
}

function exported(store: Store, experiment: string | undefined, json: boolean): string {
  const { runs, damaged } = store.all(experiment);
  if (runs.length === 0 && experiment !== undefined) throw noRuns(store, experiment);
  for (const one of damaged) process.stderr.write(`momenta: ${note(one)}\n`);
  if (json) return runs.map((run) => `${writeJson(run as unknown as Json)}\n`).join("");
  const { columns, rows } = tableOf(runs);
  return csv(columns, rows);
}

function prune(
  store: Store,
  experiment: string | undefined,
  { before, version, yes }: { before?: string | undefined; version?: string | undefined; yes?: boolean | undefined },
): string {
  if (experiment === undefined) throw new Error("prune: which experiment? `npm run runs` lists them.");
  const until = before === undefined ? Number.POSITIVE_INFINITY : Date.parse(before);
  if (Number.isNaN(until)) throw new Error(`prune: "${before}" is no date; give one as 2026-01-31.`);
  const newest = version === undefined ? Number.POSITIVE_INFINITY : Number(version || Number.NaN);
  if (Number.isNaN(newest)) throw new Error(`prune: version "${version}" is no number.`);
  const all = [...sound(store.listed(experiment), [])];
  if (all.length === 0) throw noRuns(store, experiment);
  const chosen = all.filter((run) => Date.parse(run.made.at) < until && run.version <= newest);
  if (yes) store.remove(chosen);
  const what = `${chosen.length} runs of ${experiment}`;
  return yes ? `Removed ${what}.\n` : `Would remove ${what}; add --yes to do it.\n`;
}

/** The runs among what was read; the files that hold none are added to `damaged`. */
function* sound<Entry extends Head>(entries: Iterable<Entry | Damaged>, damaged: Damaged[]): Generator<Entry> {
  for (const entry of entries) {
    if (isDamaged(entry)) damaged.push(entry);
    else yield entry;
  }
}

function note({ file, kind, reason }: Damaged): string {
  return `${kind}, counts as not there: ${file}: ${reason}`;
}

function noRuns(store: Store, experiment: string): Error {
  const known = new Set(Array.from(sound(store.listed(), []), (head) => head.experiment));
  return new Error(
    `No runs of "${experiment}" in ${store.folder}; there are ${[...known].join(", ") || "none at all"}.`,
  );
}

function aligned(lines: readonly (readonly string[])[]): string[] {
  const widths = (lines[0] ?? []).map((_, column) =>
    lines.reduce((width, line) => Math.max(width, line[column]?.length ?? 0), 0),
  );
  return lines.map((line) =>
    line
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
