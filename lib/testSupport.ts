import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

/** The blocks of a README that import the package. */
export function blocksOf(readme: string): string[] {
  const blocks = [...readFileSync(readme, "utf8").matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""]) => code);
  return blocks.filter((code) => code.includes('from "momenta"'));
}

/**
 * Checks the types of blocks as strictly as `strict` does, and runs each as a module in a folder from which the package is
 * found.
 *
 * @returns what each exports
 */
export async function runBlocks<Exports>(blocks: readonly string[]): Promise<Exports[]> {
  const folder = mkdtempSync(join(__dirname, "blocks-"));
  const before = process.cwd();
  try {
    const names = blocks.map((code, at) => {
      writeFileSync(join(folder, `block${at}.mts`), code);
      return `block${at}`;
    });
    const root = join(__dirname, "..", "..");
    const compilerOptions = {
      composite: false,
      declaration: false,
      noUncheckedIndexedAccess: false,
      typeRoots: [join(root, "node_modules", "@types")],
    };
    const options = { extends: join(root, "tsconfig.base.json"), files: names.map((name) => `${name}.mts`) };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ ...options, compilerOptions }));
    const compiler = join(dirname(require.resolve("typescript/package.json")), "bin", "tsc");
    execFileSync(process.execPath, [compiler, "-p", folder], { stdio: ["ignore", "inherit", "inherit"] });
    process.chdir(folder);
    const found: Exports[] = [];
    for (const name of names) found.push(await import(pathToFileURL(join(folder, `${name}.mjs`)).href));
    return found;
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  }
}
