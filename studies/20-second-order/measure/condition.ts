import { random } from "momenta/engine";
import { dot } from "../../common/index.js";
import { round } from "../../core/index.js";

/** What the analytical solution of the source has to satisfy, as printed and mended, at random pairs of step and gradient change. */
export interface SecantCondition {
  /** ‖H·s − y‖ / ‖y‖, the largest over the pairs. */
  readonly printed: number;
  readonly mended: number;
  /** The pairs of which the mended one is nearest, in ‖H − H₋‖_F, among itself and the symmetric one of Powell. */
  readonly nearest: number;
  /** ‖H − H₋‖_F of the mended one over that of Powell's, the mean over the pairs. */
  readonly ratio: number;
  readonly pairs: number;
}

const pairs = 200;
const n = 5;

/** Pairs of a positive definite quadric of n dimensions, starting from H₋ = I. */
export function condition(): SecantCondition {
  const { normal } = random(3, 0);
  const vector = () => Array.from({ length: n }, () => normal());
  const found = Array.from({ length: pairs }, () => {
    const factor = Array.from({ length: n }, vector);
    const s = vector();
    const y = times(transpose(factor), times(factor, s)).map((value, row) => value + 0.1 * (s[row] as number));
    const identity = Array.from({ length: n }, (_, row) =>
      Array.from({ length: n }, (_, column) => Number(row === column)),
    );
    const [plus, minus, powell] = [update(identity, s, y, 1), update(identity, s, y, -1), symmetric(identity, s, y)];
    const wrong = (matrix: Matrix) =>
      length(times(matrix, s).map((value, row) => value - (y[row] as number))) / length(y);
    const moved = (matrix: Matrix) =>
      length(matrix.flatMap((line, row) => line.map((value, column) => value - Number(row === column))));
    return { printed: wrong(plus), mended: wrong(minus), powell: wrong(powell), ratio: moved(minus) / moved(powell) };
  });
  return {
    printed: round(Math.min(...found.map(({ printed }) => printed))),
    mended: round(Math.max(...found.map(({ mended, powell }) => Math.max(mended, powell)))),
    nearest: found.filter(({ ratio }) => ratio < 1).length,
    ratio: round(found.reduce((sum, { ratio }) => sum + ratio, 0) / pairs),
    pairs,
  };
}

type Matrix = readonly (readonly number[])[];

/** The source's analytical solution, with the sign of its last term: + as printed, − as it is (Nocedal and Wright 2006, equation 6.19). */
function update(matrix: Matrix, s: readonly number[], y: readonly number[], sign: 1 | -1): number[][] {
  const product = times(matrix, s);
  const [ys, sBs] = [dot(y, s), dot(s, product)];
  return matrix.map((line, row) =>
    line.map(
      (value, column) =>
        value +
        ((y[row] as number) * (y[column] as number)) / ys +
        (sign * (product[row] as number) * (product[column] as number)) / sBs,
    ),
  );
}

/**
 * The symmetric matrix with H·s = y that is nearest in the Frobenius norm, which is what the source asks for: the update of
 * Powell, symmetric Broyden (Dennis and Schnabel 1983, theorem 9.1.1).
 */
function symmetric(matrix: Matrix, s: readonly number[], y: readonly number[]): number[][] {
  const rest = times(matrix, s).map((value, row) => (y[row] as number) - value);
  const [ss, rs] = [dot(s, s), dot(rest, s)];
  return matrix.map((line, row) =>
    line.map((value, column) => {
      const [sRow, sColumn] = [s[row] as number, s[column] as number];
      const cross = (rest[row] as number) * sColumn + sRow * (rest[column] as number);
      return value + cross / ss - (rs * sRow * sColumn) / ss ** 2;
    }),
  );
}

function times(matrix: Matrix, vector: readonly number[]): number[] {
  return matrix.map((row) => dot(row, vector));
}

function transpose(matrix: Matrix): number[][] {
  return (matrix[0] ?? []).map((_, column) => matrix.map((row) => row[column] as number));
}

function length(vector: readonly number[]): number {
  return Math.sqrt(dot(vector, vector));
}
