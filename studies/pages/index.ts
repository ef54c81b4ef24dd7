import { readFileSync } from "node:fs";
import path from "node:path";
import type { Study } from "../core/index.js";
import { figuresPage } from "./figuresPage.js";
import { notebooksPage } from "./notebooksPage.js";
import { readmeWithBlock } from "./readmeBlock.js";
import { reported } from "./reported.js";
import { root } from "./root.js";

export { figuresPage } from "./figuresPage.js";
export { type Reported, reported } from "./reported.js";
export { root } from "./root.js";

/** The pages that the results in figures/ determine, by their paths in the project. */
export function pages(studies: readonly Study[]): ReadonlyMap<string, string> {
  const all = reported(studies, path.join(root, "figures"));
  return new Map([
    ["figures/README.md", figuresPage(all)],
    ["notebooks/README.md", notebooksPage(all, studies)],
    ["README.md", readmeWithBlock(readFileSync(path.join(root, "README.md"), "utf8"), all)],
  ]);
}
