/** JupyterLab on notebooks/, on this machine only, with its token. */
import { python } from "./paths.mjs";
import { foreground, main } from "./shell.mjs";

await main(() => {
  const args = ["--notebook-dir", "notebooks", "--ip", "127.0.0.1", ...process.argv.slice(2)];
  return foreground(python, ["-m", "jupyterlab", ...args]);
});
