export { forgettingFigure, forgettingStepsFigure, forgettingTable, forgettingVariants } from "./report.js";
export {
  type CatastrophicForgetting,
  type CatastrophicForgettingOptions,
  catastrophicForgetting,
  catastrophicForgettingDefaults,
  type ForgettingEntry,
  type ForgettingVariant,
  type RetentionPair,
} from "./run.js";
export { catastrophicForgettingStudy } from "./study.js";
