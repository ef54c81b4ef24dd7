import { gridOf, type OnlineMethodName, type Setting } from "../../common/index.js";

const learningRate = [0.3, 0.5, 0.7, 1, 1.3, 1.6, 2, 2.5];

/** Everything that was tried for each method; the choice was made before any run of the comparison. */
export const grids: Readonly<Record<OnlineMethodName, readonly Setting[]>> = {
  SGD: gridOf({ learningRate: [0.2, 0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9] }),
  RMSProp: gridOf({ decay: [0.9, 0.99, 0.999, 0.9999], learningRate }),
  Adam: gridOf({ beta1: [0, 0.5, 0.9], beta2: [0.99, 0.999, 0.9999], learningRate }),
  IDBD: gridOf({ initialRate: [0.1, 0.5], metaRate: [1e-5, 2e-5, 5e-5, 1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 0.01] }),
  Autostep: gridOf({ initialRate: [0.1, 0.5], metaRate: [1e-4, 3e-4, 1e-3, 0.003, 0.01, 0.03, 0.1, 0.3] }),
};
