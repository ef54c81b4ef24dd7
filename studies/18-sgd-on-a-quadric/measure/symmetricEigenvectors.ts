/** An eigenvalue of a symmetric matrix with its eigenvector of length 1. */
export interface Eigenpair {
  readonly eigenvalue: number;
  readonly eigenvector: readonly number[];
}

/** More sweeps than any small matrix takes to become diagonal. */
const SWEEPS = 30;

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix, the largest eigenvalue first: Jacobi's rotations, each of which
 * makes one entry beside the diagonal 0.
 */
export function symmetricEigenvectors(matrix: readonly (readonly number[])[]): Eigenpair[] {
  const a = matrix.map((row) => [...row]);
  const v = a.map((row, i) => row.map((_, j) => Number(i === j)));
  const turn = (rows: number[][], p: number, q: number, c: number, s: number) => {
    for (const row of rows) {
      const [x, y] = [row[p] as number, row[q] as number];
      row[p] = c * x - s * y;
      row[q] = s * x + c * y;
    }
  };
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let p = 0; p < a.length; p++) {
      for (let q = p + 1; q < a.length; q++) {
        const off = a[p]?.[q] as number;
        if (off === 0) continue;
        const theta = ((a[q]?.[q] as number) - (a[p]?.[p] as number)) / (2 * off);
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
        const c = 1 / Math.hypot(t, 1);
        turn(a, p, q, c, t * c);
        const [rowP, rowQ] = [a[p] as number[], a[q] as number[]];
        for (let k = 0; k < a.length; k++) {
          const [x, y] = [rowP[k] as number, rowQ[k] as number];
          rowP[k] = c * x - t * c * y;
          rowQ[k] = t * c * x + c * y;
        }
        turn(v, p, q, c, t * c);
      }
    }
  }
  return a
    .map((row, k) => ({ eigenvalue: row[k] as number, eigenvector: v.map((line) => line[k] as number) }))
    .sort((one, other) => other.eigenvalue - one.eigenvalue);
}
