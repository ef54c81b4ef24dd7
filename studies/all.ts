/** Every study, one name each. */
export { amsgrad } from "./29-amsgrad/study.js";
