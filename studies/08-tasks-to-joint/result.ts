import type { TasksToJointLine } from "./measure/lines.js";
import type { TasksToJointOptions } from "./options.js";

/** Updates to the joint solution after 0, 1, … tasks. */
export interface TasksToJoint {
  readonly options: TasksToJointOptions;
  readonly lines: readonly TasksToJointLine[];
}

/** The optimizers in the form that the notes use. */
export function linesOfNotes({ lines }: TasksToJoint): TasksToJointLine[] {
  return lines.filter(({ biasCorrected }) => !biasCorrected);
}
