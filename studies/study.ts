import type { Figure } from "momenta/figures";
import type { Execution } from "./common/execution.js";

/**
 * A section of the notes as a notebook, the command line and the tests meet it: what it computes, what it draws of that, and
 * what it answers. Everything but `run` is a pure function of the result, which is plain data, so that figures, verdicts and
 * checks can be made anew from a result on disk.
 */
export interface Study<Options extends object = object, Result extends object = object> {
  /** Of the notebook, its figures and its result: `01-savings`. */
  readonly name: string;
  /** The heading of the section that it reproduces. */
  readonly section: string;
  /** What it asks, a sentence. */
  readonly question: string;
  readonly defaults: Options;
  /** What is chosen otherwise where it only has to be seen that everything works: less than 30 s. */
  readonly quick: Partial<Options>;
  /** Makes the runs, or takes those that are in the store. */
  run(options?: Partial<Options>, execution?: Execution): Promise<Result>;
  /** The first one stands for the study where there is room for one. */
  figures(result: Result): readonly StudyFigure[];
  /** Whether the result agrees with the source. */
  verdict(result: Result): Verdict;
  /** What the notes claim or a reader relies on, each with whether it holds here. */
  checks(result: Result): readonly Check[];
}

/** A figure of a study, as it goes into meeting notes. */
export interface StudyFigure {
  /** Of its files: `01-savings`, `01-savings-map`. */
  readonly name: string;
  /** What it shows and how to read it, two sentences. */
  readonly caption: string;
  readonly figure: Figure;
}

/** What a study answers, and the numbers that say so. */
export interface Verdict {
  readonly answer: "agrees" | "disagrees" | "depends";
  /** What the source reports, in a few words. */
  readonly published: string;
  /** What came out here, in a few words and numbers with their intervals. */
  readonly ours: string;
}

/** A claim about a result. */
export interface Check {
  /** The claim, with the numbers that decide it. */
  readonly claim: string;
  readonly holds: boolean;
}
