/** The studies, one name each, and what one does with them. */
export * from "./all.js";
export { type Execution, publish, readResult, type Statement, type Study, type Verdict } from "./core/index.js";
export { findStudy, studies } from "./findStudy.js";
