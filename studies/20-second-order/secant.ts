import { random } from "momenta/engine";
import { round } from "../core/index.js";

/** A function of one number by its derivative, with its minimum. */
export interface Line {
  readonly name: string;
  readonly derivative: (w: number) => number;
  readonly minimum: number;
  readonly starts: readonly [number, number];
}

/** The distance to the minimum before every update and after the last; null: not finite. */
export interface SecantRun {
  readonly name: string;
  readonly printed: readonly (number | null)[];
  readonly mended: readonly (number | null)[];
}

const lines: readonly Line[] = [
  ...[0.5, 1, 2].map((curvature) => ({
    name: `½ · ${curvature} · w²`,
    derivative: (w: number) => curvature * w,
    minimum: 0,
    starts: [1, 0.9] as const,
  })),
  { name: "exp(w) − 2w", derivative: (w) => Math.exp(w) - 2, minimum: Math.log(2), starts: [1.5, 1.4] },
];

/** Newton's method in one dimension with f″ from two gradients: multiplied by it, as printed, and divided by it. */
export function secantRuns(updates: number): SecantRun[] {
  return lines.map((line) => ({
    name: line.name,
    printed: secant(line, updates, (slope, curvature) => curvature * slope),
    mended: secant(line, updates, (slope, curvature) => slope / curvature),
  }));
}

function secant(
  { derivative, minimum, starts }: Line,
  updates: number,
  step: (slope: number, curvature: number) => number,
): (number | null)[] {
  let [before, w] = starts as readonly [number, number];
  const points = [w];
  for (let update = 0; update < updates; update++) {
    const curvature = (derivative(w) - derivative(before)) / (w - before);
    // Where both gradients are equal to the last digit the method is at its end.
    const next = w === before ? w : w - step(derivative(w), curvature);
    [before, w] = [w, next];
    points.push(w);
  }
  return points.map((point) => (Number.isFinite(point) ? round(Math.abs(point - minimum)) : null));
}

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

/** Pairs of a positive definite quadric of n dimensions, starting from H₋ = I. */
export function secantCondition(pairs: number, n: number): SecantCondition {
  const { normal } = random(3, 0);
  const vector = () => Array.from({ length: n }, () => normal());
  const found = Array.from({ length: pairs }, () => {
    const factor = Array.from({ length: n }, vector);
    const s = vector();
    const y = times(transposed(factor), times(factor, s)).map((value, row) => value + 0.1 * (s[row] as number));
    const identity = Array.from({ length: n }, (_, row) =>
      Array.from({ length: n }, (_, column) => Number(row === column)),
    );
    const [plus, minus, powell] = [updated(identity, s, y, 1), updated(identity, s, y, -1), symmetric(identity, s, y)];
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
function updated(matrix: Matrix, s: readonly number[], y: readonly number[], sign: 1 | -1): number[][] {
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

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] as number), 0);
}

function times(matrix: Matrix, vector: readonly number[]): number[] {
  return matrix.map((row) => dot(row, vector));
}

function transposed(matrix: Matrix): number[][] {
  return (matrix[0] ?? []).map((_, column) => matrix.map((row) => row[column] as number));
}

function length(vector: readonly number[]): number {
  return Math.sqrt(dot(vector, vector));
}
