import "./compileAnew.js";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { machineTable } from "./machine.js";
import { jsonLines, resultsTable, targetsTable } from "./report.js";
import { measure } from "./rounds.js";
import { replicaCostFigure } from "./trainingStep/index.js";
import type { Result, Work } from "./work.js";
import { worksNamed } from "./works.js";

const BENCH = path.join(__dirname, "..");
const FIGURE = "replica-cost";

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: "boolean" },
      only: { type: "string", multiple: true, default: [] },
      into: { type: "string" },
    },
  });
  const works = worksNamed(values.only);
  const start = performance.now();
  const results = await withoutProgress(() => measureAll(works));
  const tables = [
    machineTable((performance.now() - start) / 1000),
    resultsTable(results),
    targetsTable(works, results),
  ];
  process.stdout.write(values.json ? jsonLines(results) : `${tables.join("\n\n")}\n`);
  if (values.into !== undefined) writeFileSync(path.join(values.into, "results.jsonl"), jsonLines(results));
  const folder = values.into ?? (values.only.length > 0 ? undefined : BENCH);
  if (folder === undefined) return;
  const sections = tables.map((table) => table.toMarkdown());
  const figure = replicaCostFigure(results);
  await figure?.save(path.join(folder, FIGURE));
  const drawn = figure === undefined ? [] : [`![${figure.title}](${FIGURE}.svg)`];
  writeFileSync(
    path.join(folder, "results.md"),
    `# Results of \`npm run bench\`\n\n${[...sections, ...drawn].join("\n\n")}\n`,
  );
}

async function measureAll(works: readonly Work[]): Promise<Result[]> {
  const results: Result[] = [];
  for (const work of works) {
    process.stderr.write(`bench: ${work.name}\n`);
    results.push(...(await measure(work)));
  }
  return results;
}

/** Studies show their progress on standard output, which is the results' here: it goes to standard error. */
async function withoutProgress<Result>(work: () => Promise<Result>): Promise<Result> {
  const write = process.stdout.write;
  process.stdout.write = process.stderr.write.bind(process.stderr);
  try {
    return await work();
  } finally {
    process.stdout.write = write;
  }
}

main().catch((error: Error) => {
  process.stderr.write(`bench: ${error.message}\n`);
  process.exitCode = 1;
});
