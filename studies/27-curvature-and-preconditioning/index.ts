export type { Bowl, BowlDescent, MomentumInRavine, RavineDescent } from "./bowls.js";
export { type CurvatureClaim, curvatureClaims } from "./claims.js";
export type { CliffDescent } from "./cliffDescent.js";
export {
  type CurvatureAndPreconditioning,
  type CurvatureAndPreconditioningOptions,
  curvatureAndPreconditioning,
  curvatureAndPreconditioningDefaults,
} from "./curvatureAndPreconditioning.js";
export type { Preparation } from "./digits.js";
export type { Example, ExampleMethod } from "./example.js";
export {
  bowlsFigure,
  cliffFigure,
  flatFigure,
  momentumFigure,
  normalizationFigure,
  preconditioningFigure,
} from "./figures.js";
export type { Normalized } from "./normalization.js";
export type { FlatMethod, FlatPlace } from "./stuck.js";
export { curvatureAndPreconditioningStudy } from "./study.js";
export { curvatureTable, normalizationTable, preconditioningTable } from "./tables.js";
