import { adam } from "momenta/optimizers";

/** The source's default setting of Adam. */
export const decay = { beta1: 0.9, beta2: 0.999 } as const;

/** Adam in that setting with γ = 1, so that steps are in units of γ; ε = 10⁻⁸ stands beside √v̂. */
export const unitAdam = adam({ learningRate: 1, ...decay });
