import { adamAndVariants } from "./adamAndVariants.js";
import { notes } from "./notes.js";
import { optimization2 } from "./optimization2.js";
import type { Source } from "./source.js";
import { whyLearningFails } from "./whyLearningFails.js";

/** All documents that the notebooks reproduce. */
export const sources: readonly Source[] = [notes, whyLearningFails, optimization2, adamAndVariants];

/** Whether a source has a section that a study, or a notebook, of this name reproduces. */
export function isOf({ sections }: Source, name: string): boolean {
  const [number = ""] = name.split("-");
  return sections.some(({ notebooks }) => notebooks.includes(number));
}
