import { parseArgs } from "node:util";
import { type Json, writeJson } from "../configuration/index.js";
import { tableOf } from "./columns.js";
import { csv } from "./csv.js";
import type { StoredRun } from "./record.js";
import { runStore } from "./runStore.js";
import type { Store } from "./store.js";

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
      return exported(runsOf(store, argument), values.json === true);
    case "prune":
      return prune(store, argument, values);
    default:
      throw new Error(`No command is called "${name}".\n\n${usage}`);
  }
}

function experiments(store: Store): string {
  const { runs, damaged } = store.all();
  const lines = [...new Set(runs.map(({ experiment }) => experiment))].map((name) => {
    const all = runs.filter(({ experiment }) => experiment === name);
    const versions = [...new Set(all.map(({ version }) => version))].sort((a, b) => a - b).join(", ");
    const seconds = all.reduce((sum, { made }) => sum + made.seconds, 0);
    return [name, `${all.length} runs`, `version ${versions}`, `${seconds.toFixed(1)} s`, all.at(-1)?.made.at ?? ""];
  });
  const notes = damaged.map(({ file, reason }) => `damaged, counts as not there: ${file}: ${reason}`);
  const head = lines.length === 0 ? [`No runs in ${store.folder}.`] : aligned(lines);
  return `${[...head, ...notes].join("\n")}\n`;
}

function runs(store: Store, experiment: string): string {
  const lines = runsOf(store, experiment).map(({ key, version, made, configuration }) => [
    key.slice(0, 12),
    `version ${version}`,
    made.at.slice(0, 19),
    `${made.seconds} s`,
    writeJson(configuration),
  ]);
  return `${aligned(lines).join("\n")}\n`;
}

function show(store: Store, start: string): string {
  const found = store.all().runs.filter(({ key }) => start !== "" && key.startsWith(start));
  if (found.length === 1) return `${JSON.stringify(found[0], null, 2)}\n`;
  throw new Error(
    found.length === 0
      ? `No run's key starts with "${start}".`
      : `${found.length} runs' keys start with "${start}"; give more digits.`,
  );
}

function exported(runs: readonly StoredRun[], json: boolean): string {
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
  const newest = version === undefined ? Number.POSITIVE_INFINITY : Number(version);
  if (Number.isNaN(newest)) throw new Error(`prune: version "${version}" is no number.`);
  const chosen = runsOf(store, experiment).filter((run) => Date.parse(run.made.at) < until && run.version <= newest);
  if (yes) store.remove(chosen);
  const what = `${chosen.length} runs of ${experiment}`;
  return yes ? `Removed ${what}.\n` : `Would remove ${what}; add --yes to do it.\n`;
}

/** @throws Error where the store has no run of the experiment */
function runsOf(store: Store, experiment?: string): StoredRun[] {
  const { runs } = store.all(experiment);
  if (runs.length === 0 && experiment !== undefined) {
    const known = [...new Set(store.all().runs.map((run) => run.experiment))];
    throw new Error(`No runs of "${experiment}" in ${store.folder}; there are ${known.join(", ") || "none at all"}.`);
  }
  return runs;
}

function aligned(lines: readonly (readonly string[])[]): string[] {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines.map((line) =>
    line
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
