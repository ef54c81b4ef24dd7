import { mkdirSync } from "node:fs";
import path from "node:path";
import { drawFigure, figuresFolder } from "momenta/figures";
import { progress } from "momenta/progress";
import writeFileAtomic from "write-file-atomic";
import { findStudy, studies } from "../findStudy.js";
import { figuresPage, pages, type Reported, reported, root } from "../pages/index.js";
import { type DrawingOptions, parseDrawingOptions } from "./options.js";

/**
 * What `npm run figures` does: draws the figures of all studies, or of those that are named, from their results, and writes
 * the pages that stand on them. Nothing is trained.
 *
 * @returns what it did, in a line or two
 * @throws RangeError in one line where an option is wrong, a study unknown or its result missing
 */
export async function drawFigures(args: readonly string[]): Promise<string> {
  const options = parseDrawingOptions(args);
  const plain = options.theme === "light" && options.width === undefined;
  const out = path.resolve(options.out ?? (plain ? figuresFolder() : path.join(root, "build", "figures")));
  const chosen = options.wanted.length === 0 ? studies : options.wanted.map(findStudy);
  const found = reported(chosen);
  const missing = chosen.filter((study) => found.every((one) => one.study !== study)).map(({ name }) => name);
  if (missing.length > 0 && options.wanted.length > 0) throw new RangeError(`${withoutResult(missing)}.`);

  const all = found.flatMap(({ study, result }) =>
    Object.values(study.figures).map((draw) => ({ file: draw.file, figure: draw(result) })),
  );
  const shown = progress("figures", "drawn", all.length);
  mkdirSync(out, { recursive: true });
  for (const [index, { file, figure }] of all.entries()) {
    await drawFigure(figure, path.join(out, file), options);
    shown.update(index + 1);
  }
  shown.end();
  const written = await writePages(out, found, options);
  return [
    `figures   ${shortest(out)}`,
    `pages     ${written.map(shortest).join(", ")}`,
    ...(missing.length > 0 ? [`left out  ${withoutResult(missing)}`] : []),
  ].join("\n");
}

/** In the project's own folder all pages, elsewhere that of the figures that were drawn. */
async function writePages(out: string, drawn: readonly Reported[], { formats }: DrawingOptions): Promise<string[]> {
  const contents =
    out === path.join(root, "figures")
      ? [...pages(studies)].map(([file, text]) => [path.join(root, file), text] as const)
      : [[path.join(out, "README.md"), figuresPage(drawn, formats[0])] as const];
  for (const [file, text] of contents) await writeFileAtomic(file, text);
  return contents.map(([file]) => file);
}

function withoutResult(names: readonly string[]): string {
  return `${names.join(", ")}: no result in ${shortest(figuresFolder())}; npm run notebook -- <number> makes one`;
}

function shortest(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith("..") ? file : relative || ".";
}
