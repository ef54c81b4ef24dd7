/** A slip of a source. */
export interface Erratum {
  /** Where it stands. */
  readonly section: string;
  readonly slip: string;
  /** What the notebooks take instead. */
  readonly taken: string;
}

/** A section of a source, and where it is reproduced. */
export interface Section {
  /** 1: of the source; 2, 3: within the one before. */
  readonly level: 1 | 2 | 3;
  readonly heading: string;
  /** What stands there, in a few words of ours. */
  readonly about: string;
  /** The numbers of its notebooks. */
  readonly notebooks: readonly string[];
}

/** A document that the notebooks reproduce, with all its sections in their order. */
export interface Source {
  readonly title: string;
  /** Whose it is, and of when, as far as it says so. */
  readonly by: string;
  readonly sections: readonly Section[];
  /** Its slips, in the order of its sections. */
  readonly errata: readonly Erratum[];
}
