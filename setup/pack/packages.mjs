/** The npm packages that a package needs when it runs. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { UserError } from "../errors.mjs";

/**
 * The folders of all packages that the one in `folder` depends on, directly or not, relative to `root`, sorted; those
 * that `leaveOut` names are left out with what only they need. Where a package lies is found as Node finds it.
 *
 * @throws UserError where one is not installed
 */
export function dependencies(root, folder, leaveOut) {
  const found = new Set();
  const visit = (from) => {
    const { dependencies: needed = {}, optionalDependencies: wished = {} } = manifest(from);
    for (const name of Object.keys({ ...needed, ...wished })) {
      if (leaveOut.includes(name)) continue;
      const place = resolve(root, from, name);
      if (place === null && name in wished) continue;
      if (place === null) throw new UserError(`${from} needs ${name}, which is not installed; npm run setup first.`);
      if (found.has(place)) continue;
      found.add(place);
      visit(path.join(root, place));
    }
  };
  visit(folder);
  return [...found].sort();
}

function resolve(root, from, name) {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, "node_modules", name);
    if (existsSync(path.join(candidate, "package.json"))) return path.relative(root, candidate);
    if (folder === root || folder === path.dirname(folder)) return null;
  }
}

function manifest(folder) {
  return JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
}
