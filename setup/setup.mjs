/** Makes a machine ready: `npm run setup`, and the first half of every other command. Idempotent. */
import path from "node:path";
import { installKernelspec } from "../kernel/install.mjs";
import { buildAddon } from "./addon.mjs";
import { buildTypeScript } from "./build.mjs";
import { installNodePackages } from "./node.mjs";
import { endOrphan } from "./orphan.mjs";
import { root, venv } from "./paths.mjs";
import { installPythonPackages } from "./python.mjs";
import { checkNode, findCompiler, findPython } from "./requirements.mjs";
import { main } from "./shell.mjs";

await main(() => {
  endOrphan();
  checkNode();
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
});
