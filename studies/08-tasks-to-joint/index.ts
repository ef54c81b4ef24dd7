import type { Study } from "../study.js";
import { tasksToJointChecks, tasksToJointFigure, tasksToJointOfAdamFigure, tasksToJointVerdict } from "./report.js";
import {
  type TasksToJoint,
  type TasksToJointOptions,
  tasksToJoint,
  tasksToJointDefaults,
  tasksToJointQuick,
} from "./tasksToJoint.js";

export { tasksToJointFigure, tasksToJointOfAdamFigure, tasksToJointTable } from "./report.js";
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
      name: "08-tasks-to-joint-adam",
      caption:
        "The same for Adam in the form that the notes print, without bias correction, and with it (dashed). " +
        "What the first steps after a reset do decides whether more tasks bring Adam closer to the joint solution.",
      figure: tasksToJointOfAdamFigure(result),
    },
  ],
  verdict: tasksToJointVerdict,
  checks: tasksToJointChecks,
};
