/** Eigenvalues from 1 to κ at equal ratios. */
export function spectrum(kappa: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => kappa ** (index / (count - 1)));
}

/** The rate of gradient descent on a quadric: max |1 − αλᵢ|. */
export function descentRate(eigenvalues: readonly number[], learningRate: number): number {
  return Math.max(...eigenvalues.map((lambda) => Math.abs(1 - learningRate * lambda)));
}

/** The best learning rate of gradient descent, 2 / (λ₁ + λₙ), and its rate, (κ − 1) / (κ + 1), where λ₁ = 1. */
export function bestDescent(kappa: number): { readonly learningRate: number; readonly rate: number } {
  return { learningRate: 2 / (1 + kappa), rate: (kappa - 1) / (kappa + 1) };
}

/** Updates after which a distance that shrinks by a rate is a tenth of what it was. */
export function updatesForATenth(rate: number): number {
  return -1 / Math.log10(rate);
}
