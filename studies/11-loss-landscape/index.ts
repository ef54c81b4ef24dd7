export type { Boundaries, DigitBoundaries, Point } from "./boundaries.js";
export { accuracyLines, digitsFigure, lossLines, moonsFigure, planeFigure, randomPlanesFigure } from "./figures.js";
export {
  type LandscapeLine,
  type LossLandscape,
  type LossLandscapeOptions,
  lossLandscape,
  lossLandscapeDefaults,
  type OptimizerLines,
  type Plane,
  type Profile as LandscapeProfile,
  type Segment,
} from "./lossLandscape.js";
export { lossLandscapeStudy } from "./study.js";
export { lossLandscapeDistances, lossLandscapeTable } from "./tables.js";
