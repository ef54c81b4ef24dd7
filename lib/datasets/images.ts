import { readFileSync } from "node:fs";
import { decodeImage } from "../engine/index.js";
import { interruption, progress } from "../progress/index.js";
import type { ImageFile } from "./imageFiles.js";
import { resized } from "./resized.js";

/** Images of one size: image after image, count × height × width × channels. */
export interface Images {
  /** [height, width, channels]. */
  readonly shape: readonly number[];
  readonly pixels: Uint8Array;
}

/** What images are to be. */
export interface ImageKind {
  /** [height, width]; as the files have it where left out. */
  readonly size: readonly [number, number] | undefined;
  readonly channels: 1 | 3;
}

/** Images between two looks at whether the cell is interrupted. */
const AT_ONCE = 50;

/**
 * Decodes images; a line says how far it is where that takes longer than two seconds.
 *
 * @param described what errors and the line call it
 * @throws Error where a file is no image, is damaged, or, no size being given, has another one than the first: naming it
 */
export async function decode(
  described: string,
  files: readonly ImageFile[],
  { size, channels }: ImageKind,
): Promise<Images> {
  const line = progress(described, "images", files.length, 2);
  let [shape, pixels]: [readonly number[], Uint8Array] = [[], new Uint8Array(0)];
  for (const [at, { path }] of files.entries()) {
    if (at % AT_ONCE === 0) {
      line.update(at);
      await new Promise((resolve) => setImmediate(resolve));
      interruption()?.throwIfAborted();
    }
    const image = read(described, path, channels);
    const own = size === undefined ? image.shape : [...size, channels];
    if (at === 0) {
      shape = own;
      pixels = new Uint8Array(files.length * product(shape));
    }
    if (own.join() !== shape.join()) {
      throw new Error(
        `${described}: ${path} is ${own[0]} × ${own[1]}, ${files[0]?.path} ${shape[0]} × ${shape[1]}; give images of one size, or the size that they are to have.`,
      );
    }
    pixels.set(size === undefined ? image.values : resized(image.values, image.shape, size), at * product(shape));
  }
  line.end();
  return { shape, pixels };
}

function read(described: string, path: string, channels: 1 | 3) {
  try {
    const image = decodeImage(readFileSync(path), channels);
    const values = image.dataSync();
    image.dispose();
    return { shape: image.shape, values };
  } catch (error) {
    throw new Error(`${described}: ${path} cannot be read: ${(error as Error).message.replace(/\.$/, "")}.`, {
      cause: error,
    });
  }
}

function product(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}
