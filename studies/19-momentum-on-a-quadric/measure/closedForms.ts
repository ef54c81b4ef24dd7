import { bestDescent } from "../../common/index.js";

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

/** What of each method is known in closed form: its iteration, and where it stops being stable, as αλ over β. */
export const forms = {
  momentum: { iteration: heavyBall, border: (beta: number) => 2 + 2 * beta },
  nesterov: { iteration: nesterovsMethod, border: (beta: number) => (2 + 2 * beta) / (1 + 2 * beta) },
  printed: { iteration: printedNesterovsMethod, border: (beta: number) => (2 + 2 * beta) / 3 },
} as const;

/** The momentum at which both eigenvalues of the heavy ball coincide: (1 − √αλ)². */
export function criticalMomentum(scaled: number): number {
  return (1 - Math.sqrt(scaled)) ** 2;
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

/** The best parameters and rates in closed form, where λ₁ = 1. */
export const bestForms = {
  sgd: (kappa: number) => ({ ...bestDescent(kappa), momentum: 0 }),
  momentum: bestMomentum,
  nesterov: bestNesterov,
} as const;
