import type { Study } from "../core/index.js";
import { markdownTable, outcomeCells } from "./markdown.js";
import type { Reported } from "./reported.js";
import { type Source, sources } from "./sources.js";

/** Where to find each section of the sources, what came of it, and the slips found in them. */
export function notebooksPage(all: readonly Reported[], studies: readonly Study[]): string {
  const reproduced = [...sources].filter(([name]) => studies.some(({ source }) => source === name));
  return `# Notebooks

Each takes up a section of one of the documents below: reproduces what it reports, or answers what it asks. \`npm run lab\` opens them, \`npm run notebooks\` executes them all.
[00-your-own-experiment](00-your-own-experiment.ipynb) shows how an experiment of your own is made; \`own/\` is the place for it.
This page is written by \`npm run figures\`, from the results in \`figures/\`.

## Find a section

The sections of each document in their order.

${reproduced.map(([, source]) => `### ${source.title}\n\n${source.by}.\n\n${index(source, studies)}`).join("\n\n")}

## Verdicts

**agrees**: what the source reports came out here too. **disagrees**: it did not. **depends**: in part, or only under some of
the choices that the source leaves open. A number ± half its 95 % interval, or [the interval] where it is lopsided.
“Updates” are those until a task is learned; “[3, 4]” is the task of telling digits 3 and 4 apart; the joint task, or joint
solution, is that of all digits at once; “reset” and “carried over” is what becomes of the optimizer's state between tasks.

${reproduced
  .map(
    ([name, { title }]) =>
      `### ${title}\n\n${verdicts(
        studies.filter(({ source }) => source === name),
        all,
      )}`,
  )
  .join("\n\n")}

## Errata found in the sources

${reproduced
  .map(([, source]) => source)
  .filter(({ errata }) => errata.length > 0)
  .map(slips)
  .join("\n\n")}
`;
}

function slips({ title, errata }: Source): string {
  const rows = errata.map(({ section, slip, taken }) => [section, slip, taken]);
  return `### ${title}\n\n${markdownTable(["section", "slip", "taken here"], rows)}`;
}

function index({ sections }: Source, studies: readonly Study[]): string {
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

function verdicts(studies: readonly Study[], all: readonly Reported[]): string {
  const rows = studies.map((study) => {
    const found = all.find((one) => one.study === study);
    const outcome = found === undefined ? ["", "no result yet", "", ""] : outcomeCells(found, "../figures");
    return [`[${study.name}](${study.name}.ipynb)`, study.question, ...outcome];
  });
  return markdownTable(["notebook", "question", "published", "ours", "verdict", "figure"], rows);
}
