/** Makes a machine ready: `npm run setup`, and the first half of every other command. Idempotent. */
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { installKernelspec } from "../kernel/install.mjs";
import { buildAddon } from "./addon.mjs";
import { buildTypeScript } from "./build.mjs";
import { withLock } from "./lock.mjs";
import { installNodePackages } from "./node.mjs";
import { endOrphan } from "./orphan.mjs";
import { root, venv } from "./paths.mjs";
import { installPythonPackages } from "./python.mjs";
import { checkFolder, checkNode, findCompiler, findPython } from "./requirements.mjs";
import { main, temporary } from "./shell.mjs";

await main(() => {
  checkNode();
  checkFolder(root);
  mkdirSync(path.join(root, ".build"), { recursive: true });
  withLock(path.join(root, ".build", "lock"), waiting, setUp);
});

function setUp() {
  endOrphan();
  rmSync(temporary, { recursive: true, force: true });
  const python = findPython();
  const compiler = findCompiler();
  installNodePackages();
  installPythonPackages(python);
  buildAddon(compiler);
  buildTypeScript();
  installKernelspec(
    venv,
    ["lib", "studies"].map((project) => path.join(root, project)),
  );
  rmSync(temporary, { recursive: true, force: true });
}

function waiting(pid) {
  process.stderr.write(`momenta: another set-up of this folder is at work (process ${pid}); this one waits for it.\n`);
}
