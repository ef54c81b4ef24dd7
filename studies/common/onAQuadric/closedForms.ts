/** The rate of gradient descent on a quadric: max |1 − αλᵢ|. */
export function descentRate(eigenvalues: readonly number[], learningRate: number): number {
  return Math.max(...eigenvalues.map((lambda) => Math.abs(1 - learningRate * lambda)));
}

/** The best learning rate of gradient descent, 2 / (λ₁ + λₙ), and its rate, (κ − 1) / (κ + 1), where λ₁ = 1. */
export function bestDescent(kappa: number): { readonly learningRate: number; readonly rate: number } {
  return { learningRate: 2 / (1 + kappa), rate: (kappa - 1) / (kappa + 1) };
}

/** Eigenvalues from 1 to κ at equal ratios. */
export function spectrum(kappa: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => kappa ** (index / (count - 1)));
}

/** Updates after which a distance that shrinks by a rate is a tenth of what it was. */
export function updatesForATenth(rate: number): number {
  return -1 / Math.log10(rate);
}

/** Trace and determinant of the matrix that maps two successive iterates of a component to the next. */
export interface Iteration {
  readonly trace: number;
  readonly determinant: number;
}

/** The heavy ball on a component with αλ = `scaled`: σ² − (1 + β − αλ) σ + β = 0. Goh 2017. */
export function heavyBall(scaled: number, beta: number): Iteration {
  return { trace: 1 + beta - scaled, determinant: beta };
}

/** Nesterov's method: gradient at w + αβv, σ² − (1 + β)(1 − αλ) σ + β (1 − αλ) = 0. */
export function nesterovsMethod(scaled: number, beta: number): Iteration {
  return { trace: (1 + beta) * (1 - scaled), determinant: beta * (1 - scaled) };
}

/** Nesterov's method as the slides print it: gradient at w + αv, σ² − (1 + β − 2αλ) σ + β − αλ = 0. */
export function printedNesterovsMethod(scaled: number, beta: number): Iteration {
  return { trace: 1 + beta - 2 * scaled, determinant: beta - scaled };
}

/** The larger modulus of the two eigenvalues, max {|σ₁|, |σ₂|}. */
export function radius({ trace, determinant }: Iteration): number {
  const discriminant = trace ** 2 - 4 * determinant;
  return discriminant < 0 ? Math.sqrt(determinant) : (Math.abs(trace) + Math.sqrt(discriminant)) / 2;
}

/**
 * The k-th iterate of a component that starts at 1 and is at `first` after an update, by the eigenvalues: complex ones ρ e^{±iφ},
 * real ones, or one that is double.
 */
export function iterateAt({ trace, determinant }: Iteration, first: number, k: number): number {
  const half = trace / 2;
  const discriminant = half ** 2 - determinant;
  if (Math.abs(discriminant) < 1e-12) return half ** k + k * (first - half) * half ** (k - 1);
  if (discriminant < 0) {
    const rho = Math.sqrt(determinant);
    const phi = Math.acos(half / rho);
    return rho ** k * (Math.cos(k * phi) + ((first - half) / Math.sqrt(-discriminant)) * Math.sin(k * phi));
  }
  const root = Math.sqrt(discriminant);
  const [large, small] = [half + root, half - root];
  return ((first - small) * large ** k - (first - large) * small ** k) / (2 * root);
}

/** α* = (2 / (√λ₁ + √λₙ))², β* = ((√κ − 1) / (√κ + 1))² and the rate (√κ − 1) / (√κ + 1) of the heavy ball, where λ₁ = 1. */
export function bestMomentum(kappa: number) {
  const rate = (Math.sqrt(kappa) - 1) / (Math.sqrt(kappa) + 1);
  return { learningRate: (2 / (1 + Math.sqrt(kappa))) ** 2, momentum: rate ** 2, rate };
}

/**
 * The best parameters of Nesterov's method and its rate, 1 − 2 / √(3κ + 1), where λ₁ = 1.
 * Source: Lessard, Recht and Packard, “Analysis and design of optimization algorithms via integral quadratic constraints”, 2016.
 */
export function bestNesterov(kappa: number) {
  const root = Math.sqrt(3 * kappa + 1);
  return { learningRate: 4 / (3 * kappa + 1), momentum: (root - 2) / (root + 2), rate: 1 - 2 / root };
}
