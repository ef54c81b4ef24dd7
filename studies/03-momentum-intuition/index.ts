export { convergedFigure, hopeFigure, lengthsFigure } from "./figures.js";
export {
  type Arm,
  type Lengths,
  type MomentumIntuition,
  type MomentumIntuitionOptions,
  momentumIntuition,
  momentumIntuitionDefaults,
  type Picture,
  type Switch,
} from "./momentumIntuition.js";
export type { NetworkOptions, NetworkVelocity } from "./network.js";
export { momentumIntuitionStudy } from "./study.js";
export {
  momentumIntuitionDistances,
  momentumIntuitionNetwork,
  momentumIntuitionTable,
  momentumIntuitionUpdates,
} from "./tables.js";
export type { Problem, Weights } from "./twoWeights.js";
