/** Adam's decay rates. */
export interface Decay {
  readonly beta1: number;
  readonly beta2: number;
}

/** The sum of the weights of a moving average from 0 after t values: 1 − βᵗ. */
export function totalWeight(beta: number, t: number): number {
  return -Math.expm1(t * Math.log(beta));
}

/** The mean of a bias-corrected moving average after t values whose means are known: Σ_k (1 − β) β^{t−k} x_k / (1 − βᵗ). */
export function correctedMean(beta: number, t: number, mean: (k: number) => number): number {
  let sum = 0;
  for (let k = 1; k <= t; k++) sum = beta * sum + (1 - beta) * mean(k);
  return sum / totalWeight(beta, t);
}

/**
 * The largest |m̂_t| / √v̂_t of any gradients, by the Cauchy–Schwarz inequality for the weights a of m̂ and b of v̂:
 *
 *     m̂² = (Σ a_k g_k)² ≤ (Σ a_k² / b_k) · Σ b_k g_k²
 *
 * with equality where g_k ∝ a_k / b_k, that is where gradients grow by β₂ / β₁ in every update.
 */
export function largestRatio({ beta1, beta2 }: Decay, t: number): number {
  const shrinking = beta1 ** 2 / beta2;
  const sum = (1 - shrinking ** t) / (1 - shrinking);
  return Math.sqrt((((1 - beta1) ** 2 / (1 - beta2)) * sum * totalWeight(beta2, t)) / totalWeight(beta1, t) ** 2);
}

/** |m̂_t| / √v̂_t where all gradients before the last were 0: (1 − β₁) / √(1 − β₂) as t → ∞. */
export function lastAloneRatio({ beta1, beta2 }: Decay, t: number): number {
  return ((1 - beta1) / Math.sqrt(1 - beta2)) * (Math.sqrt(totalWeight(beta2, t)) / totalWeight(beta1, t));
}

/**
 * Adam's step in units of the learning rate at a noise-to-signal ratio r = σ / |μ|, where the fluctuation of v̂ is neglected:
 *
 *     mean  1 / √(1 + r²),   root mean square  √((1 + r² (1 − β₁) / (1 + β₁)) / (1 + r²))
 */
export function stepAtNoise(r: number, beta1: number): { readonly mean: number; readonly rootMeanSquare: number } {
  return {
    mean: 1 / Math.sqrt(1 + r * r),
    rootMeanSquare: Math.sqrt((1 + (r * r * (1 - beta1)) / (1 + beta1)) / (1 + r * r)),
  };
}
