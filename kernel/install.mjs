// Writes the kernelspec into a Python environment: node kernel/install.mjs <folder of the environment> [<project>…]
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const launcher = path.join(path.dirname(fileURLToPath(import.meta.url)), "launch.js");

/** In place of 16 MB, three times over, which the compiler fills as it loads, and V8 never gives back. */
const ROOM_FOR_NEW_OBJECTS = "--max-semi-space-size=8";

/**
 * Makes the kernel `momenta` known to the Jupyter of a Python environment. Can be repeated, and killed at any time.
 *
 * @param {string} environment the environment's folder, as `.venv`
 * @param {string[]} projects folders of TypeScript projects to build whenever a kernel starts: what notebooks import
 * @returns {string} the kernelspec's path
 */
export function installKernelspec(environment, projects = []) {
  const folder = path.resolve(environment, "share", "jupyter", "kernels", "momenta");
  const file = path.join(folder, "kernel.json");
  const draft = `${file}.tmp`;
  const spec = {
    argv: [
      process.execPath,
      ROOM_FOR_NEW_OBJECTS,
      launcher,
      "{connection_file}",
      ...projects.map((project) => path.resolve(project)),
    ],
    display_name: "TypeScript (Momenta)",
    language: "typescript",
    interrupt_mode: "message",
    metadata: { debugger: false },
  };
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(draft, `${JSON.stringify(spec, null, 2)}\n`);
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
  return file;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [environment, ...projects] = process.argv.slice(2);
  if (!environment) {
    console.error(
      "usage: node kernel/install.mjs <folder of the Python environment> [<folder of a TypeScript project>…]",
    );
    process.exit(2);
  }
  console.log(installKernelspec(environment, projects));
}
