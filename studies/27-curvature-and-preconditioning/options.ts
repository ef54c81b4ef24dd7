import { list, number, numberKind, type OptionsOf, positive, whole } from "../core/index.js";

/** β of the source, condition numbers on both sides of where momentum pays, and a network whose Hessian is exact in a second. */
export const options = {
  beta: number(0.9, "of momentum", { from: 0, below: 1 }),
  conditionNumbers: list([5, 10, 20, 50, 100, 200, 500, 1000], "of the ravines for momentum", numberKind({ from: 1 })),
  threshold: positive(0.1, "the norm that gradients are clipped to at the cliff"),
  examples: whole(1000, "digits for least squares and the networks"),
  networks: whole(10, "each with its seed"),
  units: whole(8, "of the hidden layer"),
};
export type CurvatureAndPreconditioningOptions = OptionsOf<typeof options>;

export const quick = { conditionNumbers: [5, 200], examples: 300, networks: 3, units: 3 };
