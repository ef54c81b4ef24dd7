import { mnist, onlyClasses } from "momenta/datasets";

/** Inputs, one row for each example, and targets. */
export interface Regression {
  readonly inputs: readonly (readonly number[])[];
  readonly targets: readonly number[];
}

/** What is done to inputs before anything is learned from them. */
export const preparations = ["raw", "standardized", "whitened"] as const;
export type Preparation = (typeof preparations)[number];

const SIDE = 28;
const POOL = 4;

/**
 * Digits 3 (target −1) and 5 (target 1) of MNIST at a resolution of 7 × 7, the means of 4 × 4 pixels, without the pixels
 * whose standard deviation is below .01 of the full brightness.
 */
export function digits(examples: number): Regression {
  const { train } = onlyClasses(mnist(), [3, 5]);
  const width = SIDE / POOL;
  const rows = Array.from({ length: examples }, (_, example) => {
    const row = Array<number>(width * width).fill(0);
    for (let pixel = 0; pixel < SIDE * SIDE; pixel++) {
      const place = Math.floor(pixel / SIDE / POOL) * width + Math.floor((pixel % SIDE) / POOL);
      row[place] = (row[place] as number) + (train.inputs[example * SIDE * SIDE + pixel] as number) / 255 / POOL ** 2;
    }
    return row;
  });
  const { deviations } = momentsOf(rows);
  const inputs = rows.map((row) => row.filter((_, column) => (deviations[column] as number) >= 0.01));
  return { inputs, targets: rows.map((_, example) => 2 * (train.labels[example] as number) - 1) };
}

/** Each input with mean 0 and variance 1; whitened, uncorrelated with the others too: L⁻¹ · (x − μ), Σ = L · Lᵀ. */
export function prepare({ inputs, targets }: Regression, preparation: Preparation): Regression {
  if (preparation === "raw") return { inputs, targets };
  const { means, deviations } = momentsOf(inputs);
  const standardized = inputs.map((row) =>
    row.map((value, column) => (value - (means[column] as number)) / (deviations[column] as number)),
  );
  if (preparation === "standardized") return { inputs: standardized, targets };
  const factor = choleskyFactor(covariance(standardized));
  return { inputs: standardized.map((row) => solveLower(factor, row)), targets };
}

function momentsOf(rows: readonly (readonly number[])[]) {
  const columns = (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] as number));
  const means = columns.map((values) => values.reduce((sum, value) => sum + value, 0) / rows.length);
  const deviations = columns.map((values, column) =>
    Math.sqrt(values.reduce((sum, value) => sum + (value - (means[column] as number)) ** 2, 0) / rows.length),
  );
  return { means, deviations };
}

/** Of rows with mean 0. */
function covariance(rows: readonly (readonly number[])[]): number[][] {
  const features = rows[0] ?? [];
  return features.map((_, a) =>
    features.map((_, b) => rows.reduce((sum, row) => sum + (row[a] as number) * (row[b] as number), 0) / rows.length),
  );
}

/** The lower triangular L with L · Lᵀ = matrix. */
function choleskyFactor(matrix: readonly (readonly number[])[]): number[][] {
  const factor: number[][] = [];
  for (const [i, line] of matrix.entries()) {
    const row: number[] = [];
    for (let j = 0; j <= i; j++) {
      const other = j === i ? row : (factor[j] as number[]);
      const rest = row.reduce((sum, value, k) => sum - value * (other[k] as number), line[j] as number);
      row.push(j === i ? Math.sqrt(rest) : rest / (other[j] as number));
    }
    factor.push(row);
  }
  return factor;
}

/** The x with L · x = b. */
function solveLower(factor: readonly (readonly number[])[], b: readonly number[]): number[] {
  const x: number[] = [];
  for (const [i, row] of factor.entries()) {
    const rest = x.reduce((sum, value, k) => sum - (row[k] as number) * value, b[i] as number);
    x.push(rest / (row[i] as number));
  }
  return x;
}
