import type { TensorTree } from "../engine/index.js";
import { described } from "./described.js";
import type { Optimizer } from "./optimizer.js";
import { zeros } from "./zeros.js";

/**
 * The optimizer that leaves parameters as they are, for the rest in `grouped`.
 *
 * ```ts
 * const optimizer = grouped({ biases: sgd({ learningRate: 0.1 }), rest: frozen() }, (path) =>
 *   path.endsWith("bias") ? "biases" : "rest",
 * );
 * ```
 */
export function frozen(): Optimizer<Record<never, TensorTree>> {
  return described({ name: "frozen", init: () => ({}), update: (gradients) => [zeros(gradients), {}] }, "frozen", {});
}
