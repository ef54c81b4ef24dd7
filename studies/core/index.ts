export {
  agreement,
  claim,
  countClaims,
  holdsAbove,
  holdsBelow,
  holdsIf,
  holdsWhere,
  question,
  type Statement,
  type Verdict,
} from "./claims.js";
export { breathe, type Context } from "./context.js";
export { choiceKind, digitsKind, type Kind, listKind, numberKind, wholeKind } from "./kinds.js";
export { evenly, exactly, last, percent, percentInterval, round, roundInterval } from "./numbers.js";
export { choice, group, list, number, type OptionsOf, option, pair, positive, whole } from "./options.js";
export { parametersCell } from "./parameters.js";
export type { Part } from "./parts.js";
export { publish, readResult, resultFile } from "./publish.js";
export { type Execution, type SourceName, type Study, study } from "./study.js";
