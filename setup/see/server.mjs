/** A JupyterLab of its own on this machine: no settings of the user's, copies of notebooks in a folder of its own. */
import { randomBytes } from "node:crypto";
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { UserError } from "../errors.mjs";
import { withOwnFolder } from "../leftovers.mjs";
import { root } from "../paths.mjs";
import { startModule } from "../tied.mjs";

/**
 * Starts the server, uses it, ends it.
 *
 * @param {readonly string[]} notebooks paths of what can be opened
 * @param {(lab: { address: (name: string) => string, shutKernels: () => Promise<void>, folder: string }) => Promise<T>} use
 * @returns {Promise<T>}
 * @template T
 */
export async function withLab(notebooks, use) {
  // Inside the project, so that a notebook's `import … from "momenta"` finds it.
  return withOwnFolder(path.join(root, ".build"), "see-", (folder) => serve(folder, notebooks, use));
}

async function serve(folder, notebooks, use) {
  const own = path.join(folder, ".jupyter");
  writeSettings(own);
  for (const file of notebooks) {
    cpSync(file, path.join(folder, "notebooks", path.basename(file)));
    // The figure of its first screen, which it shows from there.
    const figure = path.join("figures", `${path.basename(file, ".ipynb")}.png`);
    if (existsSync(path.join(root, figure))) cpSync(path.join(root, figure), path.join(folder, figure));
  }
  const token = randomBytes(16).toString("hex");
  const server = startModule("jupyterlab", serverArguments(folder), {
    cwd: folder,
    env: { ...process.env, ...environment(own), JUPYTER_TOKEN: token },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = new Promise((resolve) => server.on("close", resolve));
  process.prependOnceListener("exit", () => server.kill("SIGKILL"));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));
  try {
    const base = await addressOf(server);
    const api = (method, what) =>
      fetch(`${base}/api/${what}`, { method, headers: { Authorization: `token ${token}` } });
    const shutKernels = async () => {
      const sessions = await (await api("GET", "sessions")).json();
      for (const { id } of sessions) await api("DELETE", `sessions/${id}`);
    };
    try {
      return await use({
        folder,
        shutKernels,
        address: (name) => `${base}/doc/tree/notebooks/${name}.ipynb?token=${token}`,
      });
    } finally {
      await shutKernels();
    }
  } finally {
    // Its own end takes until its check of extensions is over, minutes on a busy machine; kernels are ended before.
    server.kill("SIGKILL");
    await ended;
  }
}

function serverArguments(folder) {
  const options = { "ServerApp.ip": "127.0.0.1", "ServerApp.port": 0, "ServerApp.root_dir": folder };
  return ["--no-browser", "--allow-root", ...Object.entries(options).map(([name, value]) => `--${name}=${value}`)];
}

function environment(own) {
  return {
    JUPYTER_CONFIG_DIR: path.join(own, "config"),
    JUPYTER_RUNTIME_DIR: path.join(own, "runtime"),
    JUPYTERLAB_SETTINGS_DIR: path.join(own, "settings"),
    JUPYTERLAB_WORKSPACES_DIR: path.join(own, "workspaces"),
    PYTHONWARNINGS: "ignore",
  };
}

/** All cells at once, those out of sight too; no questions about news. */
function writeSettings(own) {
  const settings = {
    "notebook-extension/tracker": { windowingMode: "none" },
    "apputils-extension/notification": { fetchNews: "false", checkForUpdates: false },
  };
  for (const [plugin, values] of Object.entries(settings)) {
    const file = path.join(own, "settings", "@jupyterlab", `${plugin}.jupyterlab-settings`);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(values));
  }
}

/** The address that the server says it listens at. What it says afterwards is read and dropped: it would wait otherwise. */
function addressOf(server) {
  let said = "";
  return new Promise((resolve, reject) => {
    server.stderr.setEncoding("utf8").on("data", (text) => {
      said = (said + text).slice(-10_000);
      const [, address] = /(http:\/\/127\.0\.0\.1:\d+)\/lab/.exec(said) ?? [];
      if (address !== undefined) resolve(address);
    });
    server.once("close", () => reject(new UserError(`JupyterLab did not start: ${said.trim().split("\n").at(-1)}`)));
  });
}
