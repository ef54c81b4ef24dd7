export { completeness } from "./completeness.js";
export { isInterrupt, Session } from "./session.js";
export { routeTslabDisplay } from "./tslab.js";
export { ts } from "./typescript.js";
