import { type AdamOptions, adam, amsgrad, type Optimizer } from "momenta/optimizers";

/** Adam, and Adam that divides by the largest second moment so far. */
export const methods = ["Adam", "AMSGrad"] as const;
/** One of the two. */
export type AmsgradMethod = (typeof methods)[number];

/** Adam or AMSGrad with the same options. */
export function make(method: AmsgradMethod, options: Omit<AdamOptions, "epsilonInsideRoot">): Optimizer {
  return method === "Adam" ? adam(options) : amsgrad(options);
}
