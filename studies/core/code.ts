import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";

const IMPORT = /require\("(\.[^"]+)"\)/g;

/** A hash of a compiled file and of all files that it imports from its own package, directly or not. */
export function hashOfCode(file: string): string {
  const found = new Map<string, string>();
  const visit = (visited: string) => {
    if (found.has(visited)) return;
    const text = readFileSync(visited, "utf8").replace(/^\/\/# sourceMappingURL=.*$/m, "");
    found.set(visited, text);
    for (const [, relative] of text.matchAll(IMPORT)) visit(path.resolve(path.dirname(visited), relative as string));
  };
  visit(file);
  const hash = createHash("sha256");
  const folder = path.dirname(file);
  const names = [...found.keys()].map((name) => [path.relative(folder, name), name] as const).sort();
  for (const [name, absolute] of names) hash.update(`${name}\n${found.get(absolute)}\n`);
  return hash.digest("hex").slice(0, 32);
}
