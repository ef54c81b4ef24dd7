export { belowRivals } from "./belowRivals.js";
export { followStream, type OnlineCourse, type OnlineLearner, type OnlineRun } from "./followStream.js";
export { gridOf, oneTwoFive, type Setting } from "./grid.js";
export { type Hyperparameters, type OnlineMethod, type OnlineMethodName, onlineMethods } from "./methods.js";
