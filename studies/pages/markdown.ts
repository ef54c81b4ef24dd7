import type { Reported } from "./reported.js";

/** A Markdown table; a cell may hold Markdown. */
export function markdownTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(headings), line(headings.map(() => "---")), ...rows.map(line)].join("\n");
}

/**
 * The cells that say what came of a study: what is published, the answer, the verdict and a small image of its first figure.
 *
 * @param figures the path of the folder of figures as the page sees it
 */
export function outcomeCells({ study, result }: Reported, figures: string): string[] {
  const [first] = Object.values(study.figures);
  const image = first === undefined ? "" : `${figures}/${first.file}.png`;
  return [
    study.published,
    study.answer(result),
    `**${study.agreement(result)}**`,
    image && `<a href="${image}"><img src="${image}" width="200" alt="${study.name}"></a>`,
  ];
}
