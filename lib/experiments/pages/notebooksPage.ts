import type { Study } from "../study.js";
import { errata } from "./errata.js";
import { markdownTable, outcomeCells } from "./markdown.js";
import type { Reported } from "./reported.js";
import { sections } from "./sections.js";

/** Where to find each section of the notes, what came of it, and the slips found in the sources. */
export function notebooksPage(all: readonly Reported[], studies: readonly Study[]): string {
  return `# Notebooks

Each reproduces a section of *Notes about optimization in sequential learning*, September 24, 2025. \`npm run lab\` opens them,
\`npm run notebooks\` executes them all. This page is written by \`npm run figures\`, from the results in \`figures/\`.

## Find a section

The sections of the notes in their order.

${index(studies)}

## Verdicts

**agrees**: what the notes report came out here too. **disagrees**: it did not. **depends**: in part, or only under some of
the choices that the notes leave open. Intervals are 95 %.

${verdicts(all, studies)}

## Errata found in the sources

${markdownTable(
  ["section", "slip", "taken here"],
  errata.map(({ section, slip, taken }) => [section, slip, taken]),
)}
`;
}

function index(studies: readonly Study[]): string {
  const rows = sections.map(({ level, heading, about, notebooks }) => [
    level === 1 ? `**${heading}**` : `${"&emsp;".repeat(level - 1)}${heading}`,
    about,
    notebooks.map((number) => link(number, studies)).join(", "),
  ]);
  return markdownTable(["section", "what stands there", "notebook"], rows);
}

function link(number: string, studies: readonly Study[]): string {
  const study = studies.find(({ name }) => name.startsWith(`${number}-`));
  return study === undefined ? `${number} (not there yet)` : `[${study.name}](${study.name}.ipynb)`;
}

function verdicts(all: readonly Reported[], studies: readonly Study[]): string {
  const rows = studies.map((study) => {
    const found = all.find((one) => one.study === study);
    const outcome = found === undefined ? ["", "no result yet", "", ""] : outcomeCells(found, "../figures");
    return [`[${study.name}](${study.name}.ipynb)`, study.question, ...outcome];
  });
  return markdownTable(["notebook", "question", "published", "ours", "verdict", "figure"], rows);
}
