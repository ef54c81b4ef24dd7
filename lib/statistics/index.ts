export type { Interval } from "./interval.js";
export { mean } from "./mean.js";
export { meanInterval } from "./meanInterval.js";
export { ratioInterval } from "./ratioInterval.js";
export { standardDeviation } from "./standardDeviation.js";
export { varianceExplained } from "./varianceExplained.js";
