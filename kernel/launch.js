// The kernel's entry, named in the kernelspec: builds the TypeScript projects named there while the kernel loads, so
// that an edited file of theirs is what runs after a restart.
const { spawn, spawnSync } = require("node:child_process");
const { existsSync } = require("node:fs");
const path = require("node:path");

// Until a cell runs there is nothing to interrupt, and nothing to die of.
process.on("SIGINT", () => {});

const [connectionFile, ...projects] = process.argv.slice(2);
if (!connectionFile) {
  console.error(
    "usage: node kernel/launch.js <connection file> [<folder of a TypeScript project>…]; Jupyter calls it so",
  );
  process.exit(2);
}

const main = path.join(__dirname, "dist", "src", "main.js");
const built = projects.length > 0 ? build(projects) : Promise.resolve(undefined);
if (!existsSync(main)) spawnSync(process.execPath, [compiler(), "-b", __dirname], { stdio: "inherit" });
require(main)
  .start(connectionFile, built)
  .catch((error) => {
    console.error(error);
    process.exit(1);
  });

/** Resolves when the projects are built; with what the compiler says where it finds errors. */
function build(projects) {
  return new Promise((resolve) => {
    const building = spawn(process.execPath, [compiler(), "-b", ...projects], { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    building.stdout.on("data", (text) => {
      said += text;
    });
    building.stderr.on("data", (text) => {
      said += text;
    });
    building.on("error", (error) => resolve(`What notebooks import could not be built: ${error.message}`));
    building.on("close", (status) =>
      resolve(
        status === 0 ? undefined : `What notebooks import has errors; what could be built of it runs.\n${said.trim()}`,
      ),
    );
  });
}

function compiler() {
  return path.join(path.dirname(require.resolve("typescript/package.json")), "bin", "tsc");
}
