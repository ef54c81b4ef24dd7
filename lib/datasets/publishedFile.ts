/** The algorithm and the sum in hexadecimal: "md5:c32a1d4ab5d03f1284b67883e8d87530". */
export type Checksum = `md5:${string}` | `sha256:${string}`;

/** A file of a data set as its authors publish it. */
export interface PublishedFile {
  /** What errors and the progress line call the data set. */
  readonly dataset: string;
  /** The data set's folder, in the cache and in a mirror. */
  readonly folder: string;
  readonly name: string;
  /** The canonical address, http or https. */
  readonly address: string;
  /** The file's checksum, and those of other files that serve as well. */
  readonly checksums: readonly [Checksum, ...Checksum[]];
}
