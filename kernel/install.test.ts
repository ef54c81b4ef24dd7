import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

const folder = path.dirname(require.resolve("momenta-kernel/package.json"));

test("the kernelspec names this Node and this launcher, builds nothing unasked, and can be written again", async () => {
  const environment = mkdtempSync(path.join(tmpdir(), "momenta-"));
  try {
    const { installKernelspec } = await import(pathToFileURL(path.join(folder, "install.mjs")).href);
    const file: string = installKernelspec(environment);
    assert.equal(installKernelspec(environment), file);
    assert.deepEqual(readdirSync(path.dirname(file)), ["kernel.json"]);
    const { argv, language } = JSON.parse(readFileSync(file, "utf8"));
    assert.equal(language, "typescript");
    assert.equal(argv[0], process.execPath);
    const launcher = argv.findIndex((argument: string) => existsSync(argument) && argument.endsWith("launch.js"));
    assert.deepEqual(argv.slice(launcher + 1), ["{connection_file}"]);
    installKernelspec(environment, [path.join(environment, "project")]);
    const { argv: withProject } = JSON.parse(readFileSync(file, "utf8"));
    assert.deepEqual(withProject, [...argv, path.join(environment, "project")]);
  } finally {
    rmSync(environment, { recursive: true });
  }
});
