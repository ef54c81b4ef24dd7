/** The documents at the top name only files that exist. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import { root } from "./paths.mjs";

const folders = ["lib", "studies", "kernel", "notebooks", "setup", "bench", "figures"];
const documents = ["", ...folders].flatMap((folder) =>
  readdirSync(path.join(root, folder)).flatMap((name) => (name.endsWith(".md") ? path.join(folder, name) : [])),
);

/** What a link leads to, and what stands in backticks and begins with a folder of the repository. */
function filesNamedIn(text) {
  const links = [...text.matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g)].map(([, file]) => file);
  const names = [...text.matchAll(/`(\w+\/[\w./-]*)`/g)].map(([, file]) => file);
  return [...links, ...names.filter((name) => folders.includes(name.split("/")[0]))];
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

test("a link and a name in backticks are found; addresses and patterns are not names of files", () => {
  const text = "[a](lib/a.md#part) [b](https://b.org/c.md) [d](#e) `kernel/f.ts` `studies/NN-name/*.ts` `1/k`";
  assert.deepEqual(filesNamedIn(text), ["lib/a.md", "kernel/f.ts"]);
});
