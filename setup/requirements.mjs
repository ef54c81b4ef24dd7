/** What the machine itself has to have, and how to get it. */
import { accessSync, constants, existsSync } from "node:fs";
import path from "node:path";
import { UserError } from "./errors.mjs";
import { ask } from "./shell.mjs";

const packages = {
  node: { debian: "apt-get install nodejs npm", fedora: "dnf install nodejs npm", macos: "brew install node" },
  python: {
    debian: "apt-get install python3 python3-venv",
    fedora: "dnf install python3",
    macos: "brew install python",
  },
  compiler: { debian: "apt-get install g++", fedora: "dnf install gcc-c++", macos: "xcode-select --install" },
};

function missing(what, need) {
  const { debian, fedora, macos } = packages[need];
  return new UserError(`${what}. Debian, Ubuntu: ${debian}; Fedora: ${fedora}; macOS: ${macos}.`);
}

/** Throws where Node is too old. */
export function checkNode() {
  if (Number.parseInt(process.versions.node, 10) >= 20) return;
  throw missing(`Node ${process.versions.node} is too old, 20 or later is needed`, "node");
}

/** Throws where the folder of the checkout cannot be written to, or cannot hold a Python environment. */
export function checkFolder(folder) {
  accessSync(folder, constants.W_OK);
  if (!folder.includes(":")) return;
  throw new UserError(`${folder} has a colon in its path, which parts the folders in PATH: move it to another place.`);
}

/** Throws where there is no npm, or none that can be started. */
export function checkNpm() {
  if (ask("npm", ["--version"]) === null) throw missing("npm was not found, or cannot be started", "node");
}

/** The command of a Python between 3.10 and 3.13, which TensorFlow has wheels for. */
export function findPython() {
  for (const command of ["python3", "python3.13", "python3.12", "python3.11", "python3.10"]) {
    const version = ask(command, ["-c", "import sys, venv, ensurepip; print('%d.%d' % sys.version_info[:2])"]);
    if (version !== null && /^3\.1[0-3]$/.test(version)) return { command, version };
  }
  throw missing("no Python between 3.10 and 3.13 that starts and has its venv module was found", "python");
}

/** The command of a C++ compiler; null where the native addon is not wanted (MOMENTA_NATIVE=0). */
export function findCompiler() {
  if (process.env.MOMENTA_NATIVE === "0") return null;
  const commands = process.env.CXX ? [process.env.CXX] : ["g++", "c++", "clang++"];
  const found = commands.find((command) => ask(command, ["--version"]) !== null);
  if (found !== undefined) return found;
  throw missing(
    `no C++ compiler that starts was found as ${commands.join(", ")} (MOMENTA_NATIVE=0 does without: everything runs, many times slower)`,
    "compiler",
  );
}

/** Whether TensorFlow is to be the one with CUDA: an NVIDIA driver is there, or MOMENTA_GPU=1. */
export function wantsGpu() {
  if (process.env.MOMENTA_GPU !== undefined) return process.env.MOMENTA_GPU === "1";
  return existsSync("/proc/driver/nvidia/version") || ask("nvidia-smi", ["-L"]) !== null;
}

/** The folder of Node's C headers: beside the node binary, else npm's node-api-headers. */
export function nodeHeaders(root) {
  const beside = path.resolve(path.dirname(process.execPath), "..", "include", "node");
  if (existsSync(path.join(beside, "node_api.h"))) return beside;
  return path.join(root, "node_modules", "node-api-headers", "include");
}
