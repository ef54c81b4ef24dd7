/** Files of the repository, found by the end of their names. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { root } from "./paths.mjs";

/** The files in a folder and below whose names end so, from the root, sorted; what is built or installed is left out. */
export function sources(folder, ending) {
  return readdirSync(path.join(root, folder), { recursive: true })
    .filter((file) => file.endsWith(ending) && !/(^|\/)(dist|node_modules)\//.test(file))
    .map((file) => path.join(folder, file))
    .sort();
}
