/** The documents name only files that exist. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import { root } from "./paths.mjs";
import { sources } from "./sources.mjs";

const folders = ["lib", "studies", "kernel", "notebooks", "setup", "bench", "figures"];
const documents = [
  ...readdirSync(root).filter((name) => name.endsWith(".md")),
  ...folders.flatMap((folder) => sources(folder, ".md")),
];

/** What links lead to, and paths in backticks, from a folder of the repository or from above the document. */
function filesNamedIn(text) {
  const links = [...text.matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g)].map(([, file]) => file);
  const names = [...text.matchAll(/`([\w.]+\/[\w./-]*)`/g)].map(([, name]) => name);
  return [...links, ...names.filter((name) => folders.includes(name.split("/")[0]) || /^\.\.\/.*\.\w+$/.test(name))];
}

for (const document of documents) {
  test(`${document} names only files that exist`, () => {
    const places = [root, path.join(root, path.dirname(document))];
    const missing = filesNamedIn(readFileSync(path.join(root, document), "utf8")).filter(
      (file) => !places.some((place) => existsSync(path.join(place, file))),
    );
    assert.deepEqual(missing, []);
  });
}

test("links and paths in backticks are found; addresses, patterns and words are not names of files", () => {
  const text =
    "[a](lib/a.md#part) [b](https://b.org/c.md) [d](#e) `kernel/f` `../g.ts` `studies/<NN-name>/h.ts` `1/k` `lib`";
  assert.deepEqual(filesNamedIn(text), ["lib/a.md", "kernel/f", "../g.ts"]);
});
