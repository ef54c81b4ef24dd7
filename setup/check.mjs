/** Types, lint and format. */
import path from "node:path";
import { root, typescript } from "./paths.mjs";
import { foreground, main } from "./shell.mjs";

await main(() => {
  const types = foreground(process.execPath, [typescript, "-b", "lib", "studies", "kernel", "bench"]);
  const biome = path.join(root, "node_modules", "@biomejs", "biome", "bin", "biome");
  const style = foreground(process.execPath, [biome, "check", "--error-on-warnings", "."]);
  return types || style;
});
