import { existsSync, readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import path from "node:path";

/** The beginning of a module's name, up to the cursor. */
const OPEN_NAME = /(?:\bfrom|\bimport|\b(?:import|require)\s*\()\s*["'](?<name>[^"'\n]*)$/;
const IMPORTABLE = /(?<!\.d)\.(?:ts|tsx|js|mjs|cjs|json)$/;

/** What a module's name can go on with at the end of `before`, from `start` on; undefined where none is being written. */
export function completeModule(before: string, folder: string): { matches: string[]; start: number } | undefined {
  const name = OPEN_NAME.exec(before)?.groups?.name;
  if (name === undefined) return undefined;
  const isPath = /^\.{0,2}\//.test(name);
  const slash = name.lastIndexOf("/") + 1;
  const typed = isPath ? name.slice(slash) : name;
  const candidates = isPath ? filesOf(path.resolve(folder, name.slice(0, slash))) : packagesOf(folder, name);
  const matches = [...new Set(candidates)].filter((candidate) => candidate.startsWith(typed)).sort();
  return { matches, start: before.length - typed.length };
}

/** Files and folders that can be imported; TypeScript is imported without its extension. */
function filesOf(folder: string): string[] {
  return entriesOf(folder).flatMap((entry) => {
    if (entry.name.startsWith(".") || entry.name === "node_modules") return [];
    if (entry.isDirectory()) return `${entry.name}/`;
    return IMPORTABLE.test(entry.name) ? entry.name.replace(/\.tsx?$/, "") : [];
  });
}

/** Node's own modules, the packages that can be seen from the folder, and what the package named so far exports. */
function packagesOf(folder: string, name: string): string[] {
  if (name.startsWith("node:")) return builtinModules.map((module) => `node:${module}`);
  const found = builtinModules.filter((module) => !module.startsWith("_"));
  const [, inside] = /^((?:@[^/]+\/)?[^@/][^/]*)\//.exec(name) ?? [];
  for (let parent = folder; ; parent = path.dirname(parent)) {
    const modules = path.join(parent, "node_modules");
    if (inside) found.push(...exportsOf(path.join(modules, inside), inside));
    else found.push(...namesIn(modules));
    if (parent === path.dirname(parent)) return found;
  }
}

function namesIn(modules: string): string[] {
  return entriesOf(modules).flatMap(({ name }) => {
    if (name.startsWith(".")) return [];
    return name.startsWith("@") ? entriesOf(path.join(modules, name)).map((entry) => `${name}/${entry.name}`) : name;
  });
}

/** What can be imported from inside a package: what it says, or its files where it says nothing. */
function exportsOf(folder: string, name: string): string[] {
  const meta = path.join(folder, "package.json");
  if (!existsSync(meta)) return [];
  const { exports } = JSON.parse(readFileSync(meta, "utf8")) as { exports?: unknown };
  if (exports === undefined) return filesOf(folder).map((file) => `${name}/${file}`);
  if (typeof exports !== "object" || exports === null) return [];
  return Object.keys(exports)
    .filter((key) => key.startsWith("./") && !key.includes("*"))
    .map((key) => name + key.slice(1));
}

function entriesOf(folder: string) {
  return existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
}
