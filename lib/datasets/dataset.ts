/** Examples on the host, as they came from their file. */
export interface Examples {
  readonly count: number;
  /** Numbers to an image: height × width. */
  readonly features: number;
  /** Brightness 0 to 255, example after example: count × features. */
  readonly images: Uint8Array;
  /** The class of each example, 0 to classes − 1. */
  readonly labels: Uint8Array;
}

/** A data set for classification, divided as its authors divided it. */
export interface Dataset {
  readonly name: string;
  readonly classes: number;
  readonly train: Examples;
  readonly test: Examples;
}
