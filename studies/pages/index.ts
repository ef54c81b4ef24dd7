import { readFileSync } from "node:fs";
import path from "node:path";
import { studies } from "../studies.js";
import { figuresPage } from "./figuresPage.js";
import { notebooksPage } from "./notebooksPage.js";
import { readmeWithBlock } from "./readmeBlock.js";
import { reported } from "./reported.js";

/** The folder of the project. */
export const root = path.resolve(__dirname, "../../..");

/** The pages that the results in figures/ determine, by their paths in the project. */
export function pages(): ReadonlyMap<string, string> {
  const all = reported(studies, path.join(root, "figures"));
  return new Map([
    ["figures/README.md", figuresPage(all)],
    ["notebooks/README.md", notebooksPage(all, studies)],
    ["README.md", readmeWithBlock(readFileSync(path.join(root, "README.md"), "utf8"), all)],
  ]);
}
