export { type SecondTaskOptions, secondTaskDefaults, secondTaskQuick } from "./options.js";
export * from "./reading.js";
export { type Followed, type FollowedMethod, type FollowedTask, type SecondTask, secondTask } from "./secondTask.js";
export type { Course, Shape } from "./shape.js";
