import { basename, resolve } from "node:path";
import {
  either,
  kind,
  optional,
  requireArgument,
  requireOptions,
  type Schema,
  text,
  whole,
} from "../arguments/index.js";
import type { Dataset } from "./dataset.js";
import { cached } from "./imageCache.js";
import { imageFiles } from "./imageFiles.js";
import { decode, type ImageKind } from "./images.js";
import { dataset, type HeldOutOptions } from "./ownDataset.js";

/** How images are read, and which are held out. */
export interface ImageFolderOptions extends HeldOutOptions {
  /** To which size images are brought: [height, width], or one number for both; where left out, all have to be of one. */
  readonly size?: number | readonly [height: number, width: number];
  /** 3 for red, green and blue, 1 for brightness; 3 where left out. */
  readonly channels?: 1 | 3;
  /** The folder of the images for testing, with folders of the same classes. */
  readonly test?: string;
  /** What the data set is called; as its folder where left out. */
  readonly name?: string;
}

const anything = kind("", () => true);
const schema: Schema<ImageFolderOptions> = {
  size: optional(
    either(
      "[height, width], or a whole number for both, at least 1",
      whole(),
      kind("", (value) => Array.isArray(value) && value.length === 2 && value.every(whole().allows)),
    ),
  ),
  channels: optional(kind("1 or 3", (value) => value === 1 || value === 3)),
  test: optional(text),
  name: optional(text),
  heldOut: optional(anything),
  seed: optional(anything),
};

/**
 * The PNG and JPEG files of class folders, `path/cat/1.png`, `path/dog/2.jpg`: a data set of images [height, width, channels]
 * whose classes are the folders' names, sorted. The classes take turns, so that the first examples are of all classes.
 *
 * ```ts
 * const animals = await imageFolder("animals", { size: 32, heldOut: 0.2, seed: 1 });
 * const photographs = await imageFolder("photographs/train", { test: "photographs/test" });
 * ```
 *
 * Decoded once: the pixels are kept in `data/.cache`, a byte to a number, until a file is added, removed or changed. Files
 * whose names begin with a dot are left out.
 *
 * Source: torchvision's `ImageFolder`.
 *
 * @throws Error where a file is no PNG or JPEG or is damaged, a class has none, or, where no size is given, sizes differ, naming
 *   the file; RangeError where an option is not what it may be, or where `dataset` does
 */
export async function imageFolder(path: string, options: ImageFolderOptions = {}): Promise<Dataset> {
  requireArgument("imageFolder", "path", path, text);
  requireOptions("imageFolder", options, schema);
  const { size, channels = 3, test, heldOut, seed } = options;
  const pair = typeof size === "number" ? ([size, size] as const) : size;
  const read = async (folder: string) => {
    const { files, classes } = imageFiles(folder);
    const kind: ImageKind = { size: pair, channels };
    const { shape, pixels } = await cached(folder, files, kind, () => decode(`imageFolder ${folder}`, files, kind));
    return { classes, shape, examples: { inputs: pixels, labels: files.map(({ label }) => label) } };
  };
  const { classes, shape, examples } = await read(path);
  const tested = test === undefined ? undefined : await read(test);
  if (tested !== undefined && tested.shape.join() !== shape.join()) {
    throw new Error(
      `imageFolder ${path}: its images are [${shape.join(", ")}], those of ${test} [${tested.shape.join(", ")}]; give the size that they are to have.`,
    );
  }
  return dataset({
    name: options.name ?? basename(resolve(path)),
    ...{ ...examples, classes, shape },
    ...(tested && { test: tested.examples }),
    ...(heldOut !== undefined && { heldOut }),
    ...(seed !== undefined && { seed }),
  });
}
