/** JupyterLab on notebooks/, on this machine only, with its token. */
import { root } from "./paths.mjs";
import { main } from "./shell.mjs";
import { runModule } from "./tied.mjs";

await main(async () => {
  const args = ["--notebook-dir", "notebooks", "--ip", "127.0.0.1", ...process.argv.slice(2)];
  const stdio = ["inherit", "inherit", "inherit"];
  const { status } = await runModule("jupyterlab", args, { cwd: root, stdio, takesInterrupt: true });
  return status ?? 1;
});
