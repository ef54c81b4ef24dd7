import type { Examples } from "./dataset.js";
import type { Idx } from "./idx.js";

/**
 * Grey images [count, height, width] and labels [count] as examples of shape [height, width, 1].
 *
 * @param origin what errors call the two files
 * @throws Error where there are not as many labels as images
 */
export function idxExamples(images: Idx, labels: Idx, origin: string): Examples {
  const [count, height, width] = images.shape as [number, number, number];
  if (labels.data.length !== count) {
    throw new Error(`${origin}: ${count} images, but ${labels.data.length} labels.`);
  }
  return {
    count,
    shape: [height, width, 1],
    features: height * width,
    inputs: images.data,
    labels: labels.data,
  };
}
