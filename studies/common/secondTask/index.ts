export { courseLine, drawCourses, drawUpdates, layerLines, learnedRule, looks } from "./courses.js";
export { type FollowedMethod, follow } from "./follow.js";
export {
  type ByLayer,
  byLayer,
  inLayers,
  inWords,
  layerDifferences,
  layerNames,
  layerSizes,
  listInWords,
} from "./layers.js";
export { learning, learningDifference, taskHeadings } from "./learning.js";
export { courseOf, type SecondTask, shapeOf, taskOf, tasksInWords } from "./result.js";
export { secondTaskStudy } from "./study.js";
