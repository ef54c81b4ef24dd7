/** Node's packages, from the lockfile, without their install scripts. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { root, typescript } from "./paths.mjs";
import { run, UserError } from "./shell.mjs";
import { step } from "./step.mjs";

export function installNodePackages() {
  const lockfile = path.join(root, "package-lock.json");
  step({
    name: "Node packages",
    inputs: readFileSync(lockfile, "utf8"),
    isThere: () => existsSync(typescript),
    work: () => install(3),
  });
}

/** The npm of a set-up that was killed may still be writing; what it does in the way of this one is over soon. */
function install(tries) {
  try {
    run("npm", ["ci"]);
  } catch (error) {
    if (tries === 1 || !(error instanceof UserError) || !/ENOTEMPTY|EEXIST|ENOENT/.test(error.message)) throw error;
    install(tries - 1);
  }
}
