import { gridOf, type Setting } from "../../common/index.js";

const learningRate = [2e-4, 5e-4, 1e-3, 2e-3, 3e-3, 5e-3, 0.01];

/** Everything that was tried for each method; the choice was made before any run of the comparison. */
export const grids = {
  SGD: gridOf({ learningRate: [0.003, 0.01, 0.02, 0.03, 0.04, 0.05, 0.1, 0.2] }),
  RMSProp: gridOf({ decay: [0.99, 0.999], learningRate }),
  Adam: gridOf({ learningRate }),
  "normalization alone": gridOf({ learningRate: [1e-4, ...learningRate] }),
  IDBD: gridOf({ initialRate: [0.01, 0.02, 0.03, 0.05], metaRate: [0.01, 0.03, 0.1, 0.3, 1] }),
  hybrid: gridOf({ initialRate: [5e-4, 1e-3, 2e-3], metaRate: [0.01, 0.03, 0.1, 0.3] }),
} satisfies Readonly<Record<string, readonly Setting[]>>;
