import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Figure } from "./figure.js";

/**
 * Writes a figure as `<name>.png` and `<name>.svg` to the project's figures/, or to the folder that the environment
 * variable MOMENTA_FIGURES names. Returns the paths, relative to the working directory.
 */
export async function exportFigure(figure: Figure, name: string): Promise<string[]> {
  const folder = figuresFolder();
  mkdirSync(folder, { recursive: true });
  const basename = path.join(folder, name);
  await figure.save(basename);
  return [".png", ".svg"].map((extension) => path.relative(process.cwd(), basename + extension));
}

/** The folder for figures and results: the project's figures/, or the one that the environment variable MOMENTA_FIGURES names. */
export function figuresFolder(): string {
  return process.env.MOMENTA_FIGURES ?? path.resolve(__dirname, "../../../figures");
}
