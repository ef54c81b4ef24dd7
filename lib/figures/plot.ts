/** What plotly draws. */
export interface Plot {
  data: readonly object[];
  layout: object;
  /** Of an animation, in their order. */
  frames?: readonly Frame[];
}

/** A moment of an animation: what it changes of some traces. */
export interface Frame {
  readonly name: string;
  /** For each of `traces` what is different. */
  readonly data: readonly object[];
  /** The places of the traces in `Plot.data`. */
  readonly traces: readonly number[];
}
