import { kind, optional, requireOptions } from "../arguments/index.js";
import type { Dataset } from "./dataset.js";
import { type PlanarOptions, planar, planarSchema } from "./planar.js";

/** Noise is the standard deviation of each blob. */
export interface GaussianBlobsOptions extends PlanarOptions {
  /** Blobs, each a class, 2 to 256; 3 where left out. */
  readonly classes?: number;
}

const count = kind(
  "a whole number from 2 to 256",
  (value) => Number.isInteger(value) && (value as number) >= 2 && (value as number) <= 256,
);

/**
 * Normal distributions around points evenly spaced on the unit circle, the first at (1, 0). Noise .25 where left out.
 *
 * @throws RangeError where an option is out of its range, naming it
 */
export function gaussianBlobs(options: GaussianBlobsOptions = {}): Dataset {
  requireOptions("Gaussian blobs", options, { ...planarSchema, classes: optional(count) });
  const { classes = 3, ...planarOptions } = options;
  const centre = (label: number): [number, number] => {
    const angle = (2 * Math.PI * label) / classes;
    return [Math.cos(angle), Math.sin(angle)];
  };
  return planar("Gaussian blobs", classes, centre, { noise: 0.25, ...planarOptions });
}
