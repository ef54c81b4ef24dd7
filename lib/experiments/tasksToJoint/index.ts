import type { Study } from "../study.js";
import { tasksToJointChecks, tasksToJointFigure, tasksToJointVariantsFigure, tasksToJointVerdict } from "./report.js";
import {
  type TasksToJoint,
  type TasksToJointOptions,
  tasksToJoint,
  tasksToJointDefaults,
  tasksToJointQuick,
} from "./tasksToJoint.js";

export { tasksToJointFigure, tasksToJointTable, tasksToJointVariantsFigure } from "./report.js";
export {
  type TasksToJoint,
  type TasksToJointLine,
  type TasksToJointOptions,
  tasksToJoint,
  tasksToJointDefaults,
} from "./tasksToJoint.js";

/** Notebook 08. */
export const tasksToJointStudy: Study<TasksToJointOptions, TasksToJoint> = {
  name: "08-tasks-to-joint",
  section: "Does training on more tasks makes us closer to the joint solution?",
  question: "Is the joint solution closer after more tasks?",
  defaults: tasksToJointDefaults,
  quick: tasksToJointQuick,
  run: tasksToJoint,
  figures: (result) => [
    {
      name: "08-tasks-to-joint",
      caption:
        "Updates to learn all ten digits together after learning 0, 1, … tasks of two digits, mean and 95 % interval, the state reset at each switch. " +
        "A line that falls says that more tasks bring the network closer to the joint solution.",
      figure: tasksToJointFigure(result),
    },
    {
      name: "08-tasks-to-joint-variants",
      caption:
        "The same for every optimizer with a state, reset (whole) and carried over (dashed), and for Adam with bias correction. " +
        "Where the lines of a panel part, the state that is carried along matters.",
      figure: tasksToJointVariantsFigure(result),
    },
  ],
  verdict: tasksToJointVerdict,
  checks: tasksToJointChecks,
};
