import { gridOf, type OnlineMethodName, type Setting } from "../../common/index.js";

/** Everything that was tried for each method; the choice was made before any run of the comparison. */
export const grids: Readonly<Record<OnlineMethodName, readonly Setting[]>> = {
  SGD: gridOf({ learningRate: [0.01, 0.02, 0.025, 0.03, 0.035, 0.04, 0.05, 0.06] }),
  RMSProp: gridOf({ decay: [0.9, 0.99, 0.999, 0.9999], learningRate: [0.02, 0.04, 0.06, 0.08, 0.1, 0.15] }),
  Adam: gridOf({ beta1: [0, 0.9], beta2: [0.99, 0.999, 0.9999], learningRate: [0.02, 0.04, 0.06, 0.08, 0.1, 0.15] }),
  IDBD: gridOf({
    initialRate: [0.005, 0.01, 0.02, 0.05, 0.1],
    metaRate: [5e-4, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05],
  }),
  Autostep: gridOf({ initialRate: [0.01, 0.05], metaRate: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3] }),
};
