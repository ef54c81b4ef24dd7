/** All tests: types, lint and format, then every *.test file with Node's own runner. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { root } from "./paths.mjs";
import { foreground, main } from "./shell.mjs";

await main(() => {
  const style = foreground(process.execPath, [path.join(root, "setup", "check.mjs")]);
  const args = ["--enable-source-maps", "--test", "--test-concurrency=2", ...testFiles()];
  const tests = foreground(process.execPath, args);
  return style || tests;
});

/** The compiled file of each test in lib, kernel and bench, and the tests of the set-up itself. */
function testFiles() {
  const compiled = ["lib", "studies", "kernel", "bench"].flatMap((part) =>
    sources(part, ".test.ts").map((file) => path.join(part, "dist", file.replace(/\.ts$/, ".js"))),
  );
  return [...compiled, ...sources("setup", ".test.mjs").map((file) => path.join("setup", file))];
}

function sources(part, ending) {
  const files = readdirSync(path.join(root, part), { recursive: true });
  return files.filter((file) => file.endsWith(ending) && !/(^|\/)(dist|node_modules)\//.test(file)).sort();
}
