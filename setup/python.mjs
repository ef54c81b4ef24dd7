/** The Python side in .venv: JupyterLab, papermill with the kernel's translator, and TensorFlow's libraries. */
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { python, root, venv } from "./paths.mjs";
import { wantsGpu } from "./requirements.mjs";
import { ask, run } from "./shell.mjs";
import { step } from "./step.mjs";

const TENSORFLOW = "2.21.0";

/** Makes the virtual environment with uv where it is present, with python's own venv otherwise. */
export function installPythonPackages({ command, version }) {
  const requirements = readFileSync(path.join(root, "requirements.txt"), "utf8");
  const uv = ask("uv", ["--version"]) !== null;
  step({
    name: "Python packages",
    inputs: [requirements, version],
    isThere: () => existsSync(python),
    work: () => {
      rmSync(venv, { recursive: true, force: true });
      if (uv) run("uv", ["venv", "--python", command, venv]);
      else run(command, ["-m", "venv", venv]);
      install(uv, ["-r", path.join(root, "requirements.txt")]);
    },
  });
  step({
    name: "papermill's translator for TypeScript",
    inputs: [requirements, version, translatorSources()],
    isThere: () => existsSync(python),
    work: () => install(uv, ["--no-deps", "--no-build-isolation", "--force-reinstall", "./kernel/python"]),
  });
  const gpu = wantsGpu();
  step({
    name: gpu ? "TensorFlow for CUDA" : "TensorFlow",
    inputs: [TENSORFLOW, requirements, version, gpu],
    isThere: () => tensorflowFolder() !== null,
    work: () => install(uv, tensorflowPackage(gpu)),
  });
}

/** The folder of TensorFlow's libraries and headers in the virtual environment, null where it is not installed. */
export function tensorflowFolder() {
  const lib = path.join(venv, "lib");
  if (!existsSync(lib)) return null;
  const folders = readdirSync(lib).map((name) => path.join(lib, name, "site-packages", "tensorflow"));
  return folders.find((folder) => existsSync(path.join(folder, "include"))) ?? null;
}

function tensorflowPackage(gpu) {
  if (gpu) return [`tensorflow[and-cuda]==${TENSORFLOW}`];
  const name = process.platform === "linux" && process.arch === "x64" ? "tensorflow-cpu" : "tensorflow";
  return ["--no-deps", `${name}==${TENSORFLOW}`];
}

function install(uv, args) {
  if (uv) run("uv", ["pip", "install", "--python", python, ...args]);
  else run(python, ["-m", "pip", "install", "--disable-pip-version-check", ...args]);
}

function translatorSources() {
  const folder = path.join(root, "kernel", "python");
  const modules = readdirSync(path.join(folder, "momenta_papermill")).filter((name) => name.endsWith(".py"));
  const files = ["pyproject.toml", ...modules.sort().map((name) => path.join("momenta_papermill", name))];
  return files.map((name) => [name, readFileSync(path.join(folder, name), "utf8")]);
}
