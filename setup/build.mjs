/** Compiles the projects of tsconfig.json; incremental, a tenth of a second where nothing changed. */

import { UserError } from "./errors.mjs";
import { typescript } from "./paths.mjs";
import { run } from "./shell.mjs";

export function buildTypeScript() {
  try {
    run(process.execPath, [typescript, "-b"]);
  } catch (error) {
    throw new UserError(`TypeScript finds errors (npm run check shows them all). ${error.message}`);
  }
}
