import { requireKnown } from "../arguments/index.js";
import type { Dataset } from "./dataset.js";
import { type PlanarOptions, planar } from "./planar.js";

/** Noise is the standard deviation of each blob. */
export interface GaussianBlobsOptions extends PlanarOptions {
  /** Blobs, each a class, 2 to 256; 3 where left out. */
  readonly classes?: number;
}

/**
 * Normal distributions around points evenly spaced on the unit circle, the first at (1, 0). Noise .25 where left out.
 *
 * @throws RangeError where an option is out of its range, naming it
 */
export function gaussianBlobs(options: GaussianBlobsOptions = {}): Dataset {
  requireKnown("Gaussian blobs", options, ["classes", "seed", "examples", "noise"]);
  const { classes = 3, ...points } = options;
  if (!Number.isInteger(classes) || classes < 2 || classes > 256) {
    throw new RangeError(`Gaussian blobs: classes is ${classes}; give a whole number from 2 to 256.`);
  }
  const centre = (label: number): [number, number] => {
    const angle = (2 * Math.PI * label) / classes;
    return [Math.cos(angle), Math.sin(angle)];
  };
  return planar("Gaussian blobs", classes, centre, 0.25, points);
}
