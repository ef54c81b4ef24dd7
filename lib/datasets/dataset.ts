/** Examples on the host, as they came from their file. */
export interface Examples {
  readonly count: number;
  /** Size of each dimension of one example: [height, width, channels] for images, [length] for signals and points. */
  readonly shape: readonly number[];
  /** Numbers to an example: the product of `shape`. */
  readonly features: number;
  /** Example after example, count × features: brightness 0 to 255 as bytes, or values of any size as float32. */
  readonly inputs: Uint8Array | Float32Array;
  /** The class of each example, 0 to classes − 1; all 0 where there are targets. */
  readonly labels: Uint8Array;
  /** For regression: what the outputs are to be, example after example, count × outputs. */
  readonly targets?: Float32Array;
}

/** A data set for classification, or for regression with 0 classes, divided as its authors divided it. */
export interface Dataset {
  readonly name: string;
  readonly classes: number;
  /** What the classes are called, in the order of their numbers, where they have names. */
  readonly classNames?: readonly string[];
  readonly train: Examples;
  readonly test: Examples;
}
