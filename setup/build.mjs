/** Compiles lib, kernel and bench; incremental, a tenth of a second where nothing changed. */
import { typescript } from "./paths.mjs";
import { run, UserError } from "./shell.mjs";

export function buildTypeScript() {
  try {
    run(process.execPath, [typescript, "-b", "lib", "studies", "kernel", "bench"]);
  } catch (error) {
    throw new UserError(`TypeScript finds errors (npm run check shows them all). ${error.message}`);
  }
}
