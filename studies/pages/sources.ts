import { readFileSync } from "node:fs";
import path from "node:path";
import type { SourceName } from "../core/index.js";
import { root } from "./root.js";

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

/** The source's own words, for the notebook that takes them up. */
export interface Quotation {
  readonly notebook: string;
  readonly section: string;
  readonly text: string;
}

/** A document that the notebooks reproduce: `notebooks/sources/NAME.json`. */
export interface Source {
  readonly title: string;
  /** Whose it is, and of when, as far as it says so. */
  readonly by: string;
  /** All its sections in their order. */
  readonly sections: readonly Section[];
  readonly quotations: readonly Quotation[];
  /** Its slips, in the order of its sections. */
  readonly errata: readonly Erratum[];
}

const names: readonly SourceName[] = [
  "notes",
  "step-size-optimization",
  "why-learning-fails",
  "optimization-2",
  "adam-and-its-variants",
];

/** All documents by name. */
export const sources: ReadonlyMap<SourceName, Source> = new Map(
  names.map((name) => [
    name,
    JSON.parse(readFileSync(path.join(root, "notebooks", "sources", `${name}.json`), "utf8")) as Source,
  ]),
);
