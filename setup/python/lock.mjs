/**
 * Locks the Python packages: for each list of what is asked for, `<name>.in`, the versions of all that it needs, with
 * the hashes of their wheels, `<name>.txt`. Run by hand where a list has changed, with uv: node setup/python/lock.mjs
 *
 * One lock for every system and for Python 3.10 to 3.13. Wheels only: nothing of a package runs when it is installed.
 */
import path from "node:path";
import { root } from "../paths.mjs";
import { foreground, main } from "../shell.mjs";

const folder = path.join(root, "setup", "python");
const everywhere = ["--universal", "--python-version", "3.10", "--only-binary", ":all:"];
const plain = ["--generate-hashes", "--no-annotate", "--no-header", "--quiet"];

await main(
  () =>
    lock("jupyter") ||
    lock("tensorflow", "--no-deps") ||
    // Beside the packages of JupyterLab: what both need is the same.
    lock("tensorflow-cuda", "--constraints", path.join(folder, "jupyter.txt")),
);

/** Keeps the versions that the lock file already names, as far as the list allows. */
function lock(name, ...options) {
  const files = [path.join(folder, `${name}.in`), "--output-file", path.join(folder, `${name}.txt`)];
  return foreground("uv", ["pip", "compile", ...everywhere, ...plain, ...options, ...files]);
}
