import { availableParallelism } from "node:os";
import type { Tensor2D } from "@tensorflow/tfjs";
import { type Double, type Eigen, float64, tf, tidy } from "momenta/engine";

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

/** A system of one N to solve. */
interface Problem {
  readonly width: number;
  /** Predictions are `design` times the solution: the features, [n + u, N], or the kernel, [n + u, n]. */
  readonly design: Double;
  /** ΦᵀΦ or ΦΦᵀ of the n examples. */
  readonly gram: Double;
  /** Φᵀ·y or y. */
  readonly right: Double;
  /** What sums to ‖w‖² for each target, of (G + λI)⁻¹·right. */
  readonly squares: (solution: Double) => Double;
}

/**
 * Least squares on the first N features Φ, for every N and λ: min ‖Φ·w − y‖² + λ·‖w‖², and for λ = 0 the w of least norm.
 *
 * With N < n from the eigenvectors of ΦᵀΦ, w = (ΦᵀΦ + λI)⁻¹·Φᵀ·y; else from those of the kernel ΦΦᵀ,
 * w = Φᵀ·(ΦΦᵀ + λI)⁻¹·y, a sum to which each N adds its new features alone. In double precision, since these matrices have
 * the squared condition of Φ. Eigenvalues up to 2.2e-16 · min(n, N) of the largest count as 0: a feature that no example of
 * the sample has gets no weight. Kernels, all of one size, are decomposed side by side, as many as there are cores.
 *
 * @throws RangeError where a width is larger than the number of features
 */
export function* regressions({ features, targets, widths, ridges }: Regressions): Generator<FitsOfWidth> {
  const [[rows, all], n] = [features.shape, targets.shape[0]];
  const tooWide = widths.find((width) => width > all);
  if (tooWide !== undefined) throw new RangeError(`width is ${tooWide}; there are ${all} features.`);
  const columns = (from: number, to: number) =>
    tidy(() => float64.from(tf.slice(features, [0, from], [rows, to - from])));
  const ofSample = (matrix: Double, columns: number) => float64.slice(matrix, [0, 0], [n, columns]);

  for (const width of widths.filter((width) => width < n)) {
    yield* float64.tidy(() => {
      const design = columns(0, width);
      const sample = ofSample(design, width);
      const gram = float64.matMul(sample, sample, true);
      const right = float64.matMul(sample, float64.from(targets), true);
      return fits([{ width, design, gram, right, squares: (weights) => float64.mul(weights, weights) }], ridges, n);
    });
  }

  const wide = widths.filter((width) => width >= n);
  const sideBySide = availableParallelism();
  let kernel: Double | null = null;
  let known = 0;
  try {
    for (let first = 0; first < wide.length; first += sideBySide) {
      const before: Double | null = kernel;
      const found: FitsOfWidth[] = [];
      kernel = float64.tidy((): Double => {
        const kernels: Double[] = [];
        for (const width of wide.slice(first, first + sideBySide)) {
          const smaller = kernels.at(-1) ?? before;
          const product = float64.tidy(() => {
            const added = columns(known, width);
            return float64.matMul(added, ofSample(added, width - known), false, true);
          });
          kernels.push(smaller === null ? product : float64.add(smaller, product));
          known = width;
        }
        const right = float64.from(targets);
        const problems = kernels.map((design, at): Problem => {
          const gram = ofSample(design, n);
          // With w = Φᵀ·α: ‖w‖² = αᵀ·ΦΦᵀ·α.
          const squares = (alpha: Double) => float64.mul(alpha, float64.matMul(gram, alpha));
          return { width: wide[first + at] as number, design, gram, right, squares };
        });
        found.push(...fits(problems, ridges, n));
        return kernels.at(-1) as Double;
      });
      if (before !== null) float64.dispose(before);
      yield* found;
    }
  } finally {
    if (kernel !== null) float64.dispose(kernel);
  }
}

/** Solves systems of one size, (G + λI)⁻¹·right for every λ, and predicts with the solutions. */
function fits(problems: readonly Problem[], ridges: readonly number[], examples: number): FitsOfWidth[] {
  const decompositions = float64.eigens(problems.map(({ gram }) => gram));
  return problems.map(({ width, design, right, squares }, at) => {
    const { values, vectors } = decompositions[at] as Eigen;
    const spectrum = host(values);
    const largest = spectrum.at(-1) as number;
    const isZero = (value: number) => value <= Number.EPSILON * spectrum.length * largest;
    const squaredLength = spectrum.reduce((sum, value) => sum + value, 0) / examples;
    const rotated = float64.matMul(vectors, right, true);
    const ofRidge = (ridge: number): Fit => {
      const inverse = spectrum.map((value) => (isZero(value) ? 0 : 1 / (value + ridge * squaredLength)));
      const column = tidy(() => float64.from(tf.tensor2d(inverse, [spectrum.length, 1])));
      const solution = float64.matMul(vectors, float64.mul(column, rotated));
      return {
        ridge,
        predictions: host(float64.matMul(design, solution)),
        squaredNorms: [...tidy(() => tf.sum(float64.tensor(squares(solution)), 0).dataSync())],
      };
    };
    const smallest = spectrum.find((value) => !isZero(value)) as number;
    return { width, fits: ridges.map(ofRidge), singularValues: [Math.sqrt(smallest), Math.sqrt(largest)] };
  });
}

function host(matrix: Double): Float32Array {
  return tidy(() => float64.tensor(matrix).dataSync() as Float32Array);
}
