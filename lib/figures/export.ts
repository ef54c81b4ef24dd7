import { mkdirSync } from "node:fs";
import path from "node:path";
import { having, kind, requireArgument } from "../arguments/index.js";
import type { Figure } from "./figure.js";

const figureKind = having("a figure, as plot(data, layout) makes it", "save");
const nameKind = kind(
  "a name without .png and .svg: both are written",
  (value) => typeof value === "string" && value !== "" && !/\.(png|svg)$/i.test(value),
);

/** Writes a figure as `<name>.png` and `<name>.svg` to `exportFolder()`. Returns the paths, relative to the working directory. */
export async function exportFigure(figure: Figure, name: string): Promise<string[]> {
  requireArgument("exportFigure", "figure", figure, figureKind);
  requireArgument("exportFigure", "name", name, nameKind);
  const folder = exportFolder();
  mkdirSync(folder, { recursive: true });
  const basename = path.join(folder, name);
  await figure.save(basename);
  return [".png", ".svg"].map((extension) => path.relative(process.cwd(), basename + extension));
}

/**
 * The folder to which notebooks export: executed/figures/, or the one that the environment variable MOMENTA_FIGURES names. A
 * notebook that one plays with leaves the committed figures as they are.
 */
export function exportFolder(): string {
  return process.env.MOMENTA_FIGURES ?? path.resolve(__dirname, "../../../executed/figures");
}

/** The folder of the committed figures and results: figures/, or the one that the environment variable MOMENTA_FIGURES names. */
export function figuresFolder(): string {
  return process.env.MOMENTA_FIGURES ?? path.resolve(__dirname, "../../../figures");
}
