// The kernel's entry, named in the kernelspec: builds the library while the kernel loads, so that an edited file is
// what runs after a restart.
const { spawn, spawnSync } = require("node:child_process");
const { existsSync } = require("node:fs");
const path = require("node:path");

// Until a cell runs there is nothing to interrupt, and nothing to die of.
process.on("SIGINT", () => {});

const root = path.dirname(__dirname);
const compiler = path.join(root, "node_modules", "typescript", "bin", "tsc");
const main = path.join(__dirname, "dist", "src", "main.js");

const [connectionFile] = process.argv.slice(2);
if (!connectionFile) {
  console.error("usage: node kernel/launch.js <connection file>; Jupyter calls it so");
  process.exit(2);
}

const library = buildLibrary();
if (!existsSync(main)) spawnSync(process.execPath, [compiler, "-b", "kernel"], { cwd: root, stdio: "inherit" });
require(main)
  .start(connectionFile, library)
  .catch((error) => {
    console.error(error);
    process.exit(1);
  });

/** Resolves when `lib` is built; with what the compiler says where it finds errors. */
function buildLibrary() {
  return new Promise((resolve) => {
    const build = spawn(process.execPath, [compiler, "-b", "lib"], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    build.stdout.on("data", (text) => {
      said += text;
    });
    build.stderr.on("data", (text) => {
      said += text;
    });
    build.on("error", (error) => resolve(`The library could not be built: ${error.message}`));
    build.on("close", (status) =>
      resolve(status === 0 ? undefined : `The library has errors; what could be built of it runs.\n${said.trim()}`),
    );
  });
}
