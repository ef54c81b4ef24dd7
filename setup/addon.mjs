/** The native addon: tfjs-node's published sources with ours, linked to the libraries in TensorFlow's wheel. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { UserError } from "./errors.mjs";
import { addon, nativeSources, root, tfjsNode } from "./paths.mjs";
import { tensorflowFolder } from "./python.mjs";
import { nodeHeaders } from "./requirements.mjs";
import { run } from "./shell.mjs";
import { step } from "./step.mjs";

const LIBRARY = "momenta_tensorflow.so";
const ADDON = "tfjs_binding.node";

/** Builds the addon; where that fails, says what is lost and goes on: tfjs' own CPU backend serves then. */
export function buildAddon(compiler) {
  if (compiler === null) {
    rmSync(addon, { recursive: true, force: true });
    return;
  }
  const tensorflow = tensorflowFolder();
  const sources = readdirSync(nativeSources).sort();
  try {
    step({
      name: "native addon",
      inputs: [
        sources.map((name) => readFileSync(path.join(nativeSources, name), "utf8")),
        readFileSync(path.join(tfjsNode, "package.json"), "utf8"),
        [process.versions.modules, process.arch, compiler, tensorflow, versionOf(tensorflow)],
      ],
      isThere: () => [LIBRARY, ADDON].every((name) => existsSync(path.join(addon, name))),
      work: () => compileAddon(compiler, addon),
    });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    rmSync(addon, { recursive: true, force: true });
    process.stderr.write(
      `momenta: the native addon could not be built, so everything runs on tfjs' CPU backend, uncompiled and many ` +
        `times slower. ${error.message}\n`,
    );
  }
}

/** Compiles the addon, the file that Node loads and the library beside it, into a folder. */
export function compileAddon(compiler, folder, flags = []) {
  mkdirSync(folder, { recursive: true });
  const compile = (name, source, more) => {
    const target = path.join(folder, name);
    const dynamic = process.platform === "darwin" ? ["-undefined", "dynamic_lookup"] : [];
    const general = ["-O2", "-std=c++17", "-fPIC", "-shared", "-DNAPI_VERSION=8", `-I${nodeHeaders(root)}`, ...dynamic];
    run(compiler, [...general, ...flags, path.join(nativeSources, source), ...more, "-o", `${target}.tmp`]);
    renameSync(`${target}.tmp`, target);
  };
  compile(LIBRARY, "functions.cc", tensorflowFlags(tensorflowFolder()));
  compile(ADDON, "loader.cc", ["-ldl"]);
}

function versionOf(tensorflow) {
  return readFileSync(path.join(tensorflow, "include", "tensorflow", "core", "public", "release_version.h"), "utf8");
}

function tensorflowFlags(tensorflow) {
  const libraries =
    process.platform === "darwin"
      ? ["libtensorflow_cc.2.dylib", "libtensorflow_framework.2.dylib"].map((name) => path.join(tensorflow, name))
      : ["-l:libtensorflow_cc.so.2", "-l:libtensorflow_framework.so.2"];
  return [
    ...[nativeSources, path.join(tfjsNode, "binding"), path.join(tensorflow, "include")].map((dir) => `-I${dir}`),
    `-L${tensorflow}`,
    ...libraries,
    // Not -Wl, which parts at commas.
    ...["-rpath", tensorflow].flatMap((word) => ["-Xlinker", word]),
  ];
}
