import { round } from "../../core/index.js";
import { followPaths } from "./velocity.js";

/** Paths in a ravine, `[momentum][k][axis]`. */
export type RavinePaths = Readonly<Record<"momentum" | "nesterov", readonly (readonly (readonly number[])[])[]>>;

/** The ravine of the paths, and how many updates they have. */
export const pathSetting = { eigenvalues: [1, 20], learningRate: 0.03, start: [-1, 0.45], updates: 60 } as const;
/** Momenta of the paths. */
export const pathMomenta = [0, 0.5, 0.7, 0.9, 0.97] as const;

/** Both methods in a ravine, from one start. */
export function paths(): RavinePaths {
  const { eigenvalues, learningRate, start, updates } = pathSetting;
  const settings = pathMomenta.map((momentum) => ({ learningRate, momentum }));
  const walk = (method: "momentum" | "nesterov") =>
    followPaths(method, eigenvalues, settings, start, updates).map((path) =>
      path.map((point) => point.map((value) => round(value, 3))),
    );
  return { momentum: walk("momentum"), nesterov: walk("nesterov") };
}
