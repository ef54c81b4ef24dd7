/** The Python side in .venv: JupyterLab, papermill with the kernel's translator, and TensorFlow's libraries. */
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { python, root, venv } from "./paths.mjs";
import { wantsGpu } from "./requirements.mjs";
import { ask, run } from "./shell.mjs";
import { step } from "./step.mjs";

/** Makes the virtual environment with uv where it is present, with python's own venv otherwise. */
export function installPythonPackages({ command, version }) {
  const uv = ask("uv", ["--version"]) !== null;
  const starts = () => ask(python, ["-c", ""]) !== null;
  const jupyter = lockFile("jupyter");
  step({
    name: "Python packages",
    inputs: [jupyter.text, version],
    isThere: starts,
    work: () => {
      rmSync(venv, { recursive: true, force: true });
      if (uv) run("uv", ["venv", "--python", command, venv]);
      else run(command, ["-m", "venv", venv]);
      install(uv, locked(jupyter));
    },
  });
  step({
    name: "papermill's translator for TypeScript",
    inputs: [jupyter.text, version, translatorSources()],
    isThere: () => ask(python, ["-c", "from importlib.metadata import version as v; v('momenta-papermill')"]) !== null,
    work: () => install(uv, ["--no-deps", "--no-build-isolation", "./kernel/python"]),
  });
  const gpu = wantsGpu();
  const tensorflow = lockFile(gpu ? "tensorflow-cuda" : "tensorflow");
  step({
    name: gpu ? "TensorFlow for CUDA" : "TensorFlow",
    inputs: [tensorflow.text, jupyter.text, version],
    isThere: () => tensorflowFolder() !== null,
    work: () => install(uv, [...locked(tensorflow), ...(gpu ? [] : ["--no-deps"])]),
  });
}

/** The folder of TensorFlow's libraries and headers in the virtual environment, null where it is not installed. */
export function tensorflowFolder() {
  const lib = path.join(venv, "lib");
  if (!existsSync(lib)) return null;
  const folders = readdirSync(lib).map((name) => path.join(lib, name, "site-packages", "tensorflow"));
  return folders.find((folder) => existsSync(path.join(folder, "include"))) ?? null;
}

/** What setup/python/lock.mjs wrote. */
function lockFile(name) {
  const file = path.join(root, "setup", "python", `${name}.txt`);
  return { file, text: readFileSync(file, "utf8") };
}

function locked({ file }) {
  return ["--require-hashes", "--only-binary", ":all:", "-r", file];
}

/**
 * Installs what may seem to be there already: files of a package can be missing that is listed as installed. Modules are
 * compiled: where Python may not write beside them, each start would compile them anew.
 */
function install(uv, args) {
  if (uv) run("uv", ["pip", "install", "--python", python, "--compile-bytecode", "--reinstall", ...args]);
  else run(python, ["-m", "pip", "install", "--disable-pip-version-check", "--compile", "--force-reinstall", ...args]);
}

function translatorSources() {
  const folder = path.join(root, "kernel", "python");
  const modules = readdirSync(path.join(folder, "momenta_papermill")).filter((name) => name.endsWith(".py"));
  const files = ["pyproject.toml", ...modules.sort().map((name) => path.join("momenta_papermill", name))];
  return files.map((name) => [name, readFileSync(path.join(folder, name), "utf8")]);
}
