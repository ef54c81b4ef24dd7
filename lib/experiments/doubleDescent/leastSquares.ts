import type { Tensor2D } from "@tensorflow/tfjs";
import { type Double, float64, tf, tidy } from "../../engine/index.js";

/** Regressions on the first N of W features, for growing N. */
export interface Regressions {
  /** [n + u, W]: of n examples to learn from, and of u to predict. */
  readonly features: Tensor2D;
  /** [n, T]. */
  readonly targets: Tensor2D;
  /** N, ascending. */
  readonly widths: readonly number[];
  /** λ as a multiple of the mean of an example's ‖φ‖²; 0: the solution of least norm. */
  readonly ridges: readonly number[];
}

/** The weights w of one λ, by what they predict and how large they are. */
export interface Fit {
  readonly ridge: number;
  /** [n + u, T], row after row. */
  readonly predictions: Float32Array;
  /** ‖w‖² for each target, [T]. */
  readonly squaredNorms: readonly number[];
}

/** The fits of one N, one for each λ. */
export interface FitsOfWidth {
  readonly width: number;
  readonly fits: readonly Fit[];
  /** The smallest singular value of the features of the n examples that is not 0, and the largest one. */
  readonly singularValues: readonly [smallest: number, largest: number];
}

/**
 * Least squares on the first N features Φ, for every N and λ: min ‖Φ·w − y‖² + λ·‖w‖², and for λ = 0 the w of least norm.
 *
 * With N < n from the eigenvectors of ΦᵀΦ, w = (ΦᵀΦ + λI)⁻¹·Φᵀ·y; else from those of the kernel ΦΦᵀ,
 * w = Φᵀ·(ΦΦᵀ + λI)⁻¹·y, a sum to which each N adds its new features alone. In double precision, since these matrices have
 * the squared condition of Φ. Eigenvalues up to 2.2e-16 · min(n, N) of the largest count as 0: a feature that no example of
 * the sample has gets no weight.
 *
 * @throws RangeError where a width is larger than the number of features
 */
export function* regressions({ features, targets, widths, ridges }: Regressions): Generator<FitsOfWidth> {
  const [[rows, all], n] = [features.shape, targets.shape[0]];
  const columns = (from: number, to: number) =>
    tidy(() => float64.from(tf.slice(features, [0, from], [rows, to - from])));
  const ofSample = (matrix: Double, columns: number) => float64.slice(matrix, [0, 0], [n, columns]);
  let kernel: Double | null = null;
  let known = 0;
  try {
    for (const width of widths) {
      if (width > all) throw new RangeError(`width is ${width}; there are ${all} features.`);
      if (width < n) {
        yield float64.tidy(() => {
          const phi = columns(0, width);
          const sample = ofSample(phi, width);
          const right = float64.matMul(sample, float64.from(targets), true);
          const solutions = solve(float64.matMul(sample, sample, true), right, ridges, n);
          return fitsOf(width, phi, solutions, ({ weights }) => float64.mul(weights, weights));
        });
        continue;
      }
      const [before, from]: [Double | null, number] = [kernel, known];
      const whole: Double = float64.tidy(() => {
        const added = columns(from, width);
        const product = float64.matMul(added, ofSample(added, width - from), false, true);
        return before === null ? product : float64.add(before, product);
      });
      [kernel, known] = [whole, width];
      if (before !== null) float64.dispose(before);
      yield float64.tidy(() => {
        const sample = ofSample(whole, n);
        // With w = Φᵀ·α: ‖w‖² = αᵀ·ΦΦᵀ·α.
        return fitsOf(width, whole, solve(sample, float64.from(targets), ridges, n), ({ weights }) =>
          float64.mul(weights, float64.matMul(sample, weights)),
        );
      });
    }
  } finally {
    if (kernel !== null) float64.dispose(kernel);
  }
}

/** (G + λI)⁻¹·right for one λ. */
interface Solution {
  readonly ridge: number;
  readonly weights: Double;
}

function solve(gram: Double, right: Double, ridges: readonly number[], examples: number) {
  const { values, vectors } = float64.eigen(gram);
  const spectrum = host(values);
  const largest = spectrum.at(-1) as number;
  const isZero = (value: number) => value <= Number.EPSILON * spectrum.length * largest;
  const squaredLength = spectrum.reduce((sum, value) => sum + value, 0) / examples;
  const rotated = float64.matMul(vectors, right, true);
  const solutions = ridges.map((ridge): Solution => {
    const inverse = spectrum.map((value) => (isZero(value) ? 0 : 1 / (value + ridge * squaredLength)));
    const column = tidy(() => float64.from(tf.tensor2d(inverse, [spectrum.length, 1])));
    return { ridge, weights: float64.matMul(vectors, float64.mul(column, rotated)) };
  });
  const smallest = spectrum.find((value) => !isZero(value)) as number;
  return { solutions, singularValues: [Math.sqrt(smallest), Math.sqrt(largest)] as const };
}

function fitsOf(
  width: number,
  design: Double,
  { solutions, singularValues }: ReturnType<typeof solve>,
  squares: (solution: Solution) => Double,
): FitsOfWidth {
  const fits = solutions.map((solution) => ({
    ridge: solution.ridge,
    predictions: host(float64.matMul(design, solution.weights)),
    squaredNorms: [...tidy(() => tf.sum(float64.tensor(squares(solution)), 0).dataSync())],
  }));
  return { width, fits, singularValues };
}

function host(matrix: Double): Float32Array {
  return tidy(() => float64.tensor(matrix).dataSync() as Float32Array);
}
