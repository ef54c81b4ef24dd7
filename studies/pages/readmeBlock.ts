import { markdownTable, outcomeCells } from "./markdown.js";
import type { Reported } from "./reported.js";

const begin = "<!-- notes:begin -->";
const end = "<!-- notes:end -->";

/**
 * The README with the table of the studies of the notes between its two markers.
 *
 * @throws Error where a marker is missing
 */
export function readmeWithBlock(readme: string, all: readonly Reported[]): string {
  const [start, stop] = [readme.indexOf(begin), readme.indexOf(end)];
  if (start < 0 || stop < start) throw new Error(`README.md has no block from ${begin} to ${end}.`);
  const table = markdownTable(
    ["section of the notes", "published", "ours", "verdict", "figure"],
    all
      .filter(({ study }) => study.source === "notes")
      .map((one) => [`[${one.study.section}](notebooks/${one.study.name}.ipynb)`, ...outcomeCells(one, "figures")]),
  );
  return `${readme.slice(0, start + begin.length)}\n\n${table}\n\n${readme.slice(stop)}`;
}
