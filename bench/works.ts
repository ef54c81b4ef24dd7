import { fiveTasks, savingsTable } from "./taskSequences/index.js";
import {
  convolutionalStep,
  convolutionalStep8,
  floatingPointRate,
  replicaCost,
  trainingStep,
  trainingStep25,
} from "./trainingStep/index.js";
import type { Work } from "./work.js";

/** All pieces of work, in the order of the report. */
const works: readonly Work[] = [
  trainingStep,
  trainingStep25,
  floatingPointRate,
  replicaCost,
  convolutionalStep,
  convolutionalStep8,
  savingsTable,
  fiveTasks,
];

/**
 * The pieces of work with these names, all of them where there is none.
 *
 * @throws Error where a name is not that of a piece of work
 */
export function worksNamed(names: readonly string[]): readonly Work[] {
  if (names.length === 0) return works;
  return names.map((name) => {
    const work = works.find((candidate) => candidate.name === name);
    if (work !== undefined) return work;
    throw new Error(`no work is called "${name}"; give one of: ${works.map((known) => known.name).join(", ")}.`);
  });
}
