import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** A file of a class folder. */
export interface ImageFile {
  readonly path: string;
  /** The name of its folder. */
  readonly label: string;
  readonly bytes: number;
  /** When it was last changed. */
  readonly time: number;
}

/**
 * The files of class folders and of the folders in them, hidden ones left out; each class by file name, the classes in turns,
 * so that the first of them are of all classes.
 *
 * @returns the files, and the names of the classes, sorted
 * @throws Error where there is no such folder, no class folder in it, or one without a file
 */
export function imageFiles(folder: string): {
  readonly files: readonly ImageFile[];
  readonly classes: readonly string[];
} {
  const described = `imageFolder ${folder}`;
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Error(`${described}: there is no such folder; give one that has a folder of images for each class.`);
  }
  const classes = visible(readdirSync(folder))
    .filter((name) => statSync(join(folder, name)).isDirectory())
    .sort();
  if (classes.length === 0)
    throw new Error(`${described}: there are no folders in it; give one that has a folder of images for each class.`);
  const ofClass = classes.map((label) => {
    const names = visible(readdirSync(join(folder, label), { recursive: true, encoding: "utf8" })).sort();
    const files = names.flatMap((name): ImageFile[] => {
      const path = join(folder, label, name);
      const found = statSync(path);
      return found.isDirectory() ? [] : [{ path, label, bytes: found.size, time: found.mtimeMs }];
    });
    if (files.length > 0) return files;
    throw new Error(`${described}: class ${label} has no image; give it some, or remove its folder.`);
  });
  const most = Math.max(...ofClass.map(({ length }) => length));
  const turns = Array.from({ length: most }, (_, turn) => turn);
  return { classes, files: turns.flatMap((turn) => ofClass.flatMap((files) => files.slice(turn, turn + 1))) };
}

function visible(names: readonly string[]): string[] {
  return names.filter((name) => !name.split(/[\\/]/).some((step) => step.startsWith(".")));
}
