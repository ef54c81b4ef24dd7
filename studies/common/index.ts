export { countGivenUp } from "./givenUp.js";
export { pairedDifference } from "./pairedDifference.js";
export * from "./secondTask/index.js";
export { methods, setting } from "./setting.js";
