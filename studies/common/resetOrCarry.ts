import { joint, type Stream, splitMnist } from "momenta/datasets";
import type { StateAtSwitch } from "momenta/training";
import type { Method } from "./setting.js";

/** The two ways of treating the optimizer's state at a task switch. */
export const ways: readonly StateAtSwitch[] = ["reset", "carryOver"];

/** The ways that differ for an optimizer: without state there is nothing to carry over. */
export function waysOf({ hasState }: Method): readonly StateAtSwitch[] {
  return hasState ? ways : ["reset"];
}

/** Whether the notes report that resetting is faster with an optimizer: with all but Adadelta. */
export function isResetPublishedFaster(optimizer: string): boolean {
  return optimizer !== "Adadelta";
}

/** Some tasks of digits, then the joint task of all their digits. */
export function thenJointly(tasks: readonly (readonly number[])[]): Stream {
  const stream = splitMnist(tasks);
  return { ...stream, tasks: [...stream.tasks, joint(stream)] };
}
