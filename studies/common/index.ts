export { countGivenUp, isGivenUp } from "./givenUp.js";
export { noisyDescent } from "./noisyDescent.js";
export { type Method, methods, setting } from "./setting.js";
