import type { AmsgradEndsMap } from "./measure/map.js";
import type { AmsgradPaperProblem, Paper } from "./measure/paper.js";
import type { Sequence } from "./measure/sequence.js";
import type { AmsgradOptions } from "./options.js";

/** What the study found. */
export interface Amsgrad extends Sequence {
  readonly options: AmsgradOptions;
  readonly paper: readonly AmsgradPaperProblem[];
  /** T of the paper's problems. */
  readonly paperAt: readonly number[];
  readonly map: AmsgradEndsMap;
}

export function assemble(
  options: AmsgradOptions,
  { sequence, paper, map }: { readonly sequence: Sequence; readonly paper: Paper; readonly map: AmsgradEndsMap },
): Amsgrad {
  return { options, ...sequence, paper: paper.problems, paperAt: paper.at, map };
}
