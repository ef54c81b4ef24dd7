/** Node's packages, from the lockfile, without their install scripts. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { root, typescript } from "./paths.mjs";
import { checkNpm } from "./requirements.mjs";
import { run } from "./shell.mjs";
import { step } from "./step.mjs";

export function installNodePackages() {
  const lockfile = path.join(root, "package-lock.json");
  step({
    name: "Node packages",
    inputs: readFileSync(lockfile, "utf8"),
    isThere: () => existsSync(typescript),
    work: () => {
      checkNpm();
      run("npm", ["ci"]);
    },
  });
}
