/** Types, lint and format: node setup/check.mjs [--write], which mends what Biome can mend. */
import path from "node:path";
import { root, typescript } from "./paths.mjs";
import { foreground, main } from "./shell.mjs";

await main(() => {
  const types = foreground(process.execPath, [typescript, "-b"]);
  const biome = path.join(root, "node_modules", "@biomejs", "biome", "bin", "biome");
  const style = foreground(process.execPath, [biome, "check", "--error-on-warnings", ...process.argv.slice(2), "."]);
  return types || style;
});
