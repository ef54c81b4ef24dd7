/** Every study, one name each. */
export { adamProperties } from "./28-adam-properties/study.js";
export { amsgrad } from "./29-amsgrad/study.js";
