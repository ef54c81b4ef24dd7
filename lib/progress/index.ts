export { interruption } from "./interruption.js";
export { type Progress, progress } from "./progress.js";
export { seconds } from "./seconds.js";
