/**
 * Notebooks seen in JupyterLab, in a headless browser: node setup/see.mjs [<number or name>…] [--out folder]
 *
 * Every committed output has to be drawn and the console has to stay without errors. A screenshot of each whole notebook
 * goes to the folder, build/screenshots otherwise. Exit status 1 where something is missing.
 */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { findNotebooks } from "./notebook/files.mjs";
import { root } from "./paths.mjs";
import { withBrowser } from "./see/browser.mjs";
import { missingOutputs, openNotebook, screenshot } from "./see/notebook.mjs";
import { withLab } from "./see/server.mjs";
import { main } from "./shell.mjs";

await main(async () => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { out: { type: "string" } } });
  const out = path.resolve(values.out ?? path.join(root, "build", "screenshots"));
  const files = findNotebooks(positionals);
  const names = files.map((file) => path.basename(file, ".ipynb"));
  mkdirSync(out, { recursive: true });
  let failed = false;
  await withLab(files, (lab) =>
    withBrowser(async (browser) => {
      for (const [index, name] of names.entries()) {
        const { page, errors } = await openNotebook(browser, lab, name);
        const missing = await missingOutputs(page, files[index]);
        await screenshot(page, path.join(out, `${name}.png`));
        await page.close();
        await lab.shutKernels();
        const wrong = [...missing, ...errors];
        failed ||= wrong.length > 0;
        const lines = wrong.length === 0 ? ["every output is drawn, no errors"] : wrong;
        process.stdout.write(`${name}  ${lines.join("\n  ")}\n`);
      }
    }),
  );
  process.stdout.write(`screenshots  ${path.relative("", out)}\n`);
  return failed ? 1 : 0;
});
