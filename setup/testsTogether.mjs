/** Quick test files run several to a process, since loading TensorFlow takes longer than most of them. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./paths.mjs";
import { isSlow, runnable } from "./testFiles.mjs";

const FILES_OF_A_PROCESS = 12;

/**
 * What Node's test runner is given: slow files and those of the set-up as they are, of the others a file for every dozen,
 * written to `folder`, in which each is a suite of its name.
 */
export function together(files, folder) {
  const shared = files.filter((file) => file.endsWith(".ts") && !isSlow(file));
  const alone = files.filter((file) => !shared.includes(file));
  const processes = Math.ceil(shared.length / FILES_OF_A_PROCESS);
  const groups = Array.from({ length: processes }, (_, at) => shared.filter((_, index) => index % processes === at));
  return [
    ...alone.map(runnable),
    ...groups.map((group, at) => written(group, path.join(folder, `${at + 1}.test.cjs`))),
  ];
}

function written(files, target) {
  const suites = files.map((file) => {
    const compiled = path.join(root, runnable(file));
    return `describe(${JSON.stringify(file)}, () => void require(${JSON.stringify(compiled)}));\n`;
  });
  writeFileSync(target, `const { describe } = require("node:test");\n${suites.join("")}`);
  return target;
}
