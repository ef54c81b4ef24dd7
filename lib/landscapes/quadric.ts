import { kind, optional, requireOptions } from "../arguments/index.js";
import { tf } from "../engine/index.js";
import { type Landscape, landscape } from "./landscape.js";

/** The eigenvalues and eigenvectors of a quadric, and where its stationary point is. */
export interface QuadricOptions {
  /** λ, the curvatures along the columns of the rotation. */
  readonly eigenvalues: readonly number[];
  /** Q, an orthogonal matrix, row by row; the identity where it is left out. */
  readonly rotation?: readonly (readonly number[])[];
  /** c; the origin where it is left out. */
  readonly centre?: readonly number[];
}

const schema = {
  eigenvalues: kind("a list of at least one finite number", Array.isArray),
  rotation: optional(kind("a matrix, row by row", (value) => Array.isArray(value) && value.every(Array.isArray))),
  centre: optional(kind("a list of finite numbers", Array.isArray)),
};

/** A quadric, with the numbers that it is made of. */
export interface Quadric extends Landscape {
  readonly eigenvalues: readonly number[];
  readonly centre: readonly number[];
}

/**
 * A quadric of any spectrum, in any rotation.
 *
 *     f(θ) = ½ · (θ − c)ᵀ · A · (θ − c),   A = Q · diag(λ) · Qᵀ
 *
 * The start has the distance 1 from c along every eigenvector, so that all of them show in a path.
 *
 * @throws RangeError where an option is unknown or no list; Error where there is no eigenvalue, one is not finite, the rotation is not orthogonal (Qᵀ · Q = I to 1e-6), or
 *   rotation or centre have another dimension
 */
export function quadric(options: QuadricOptions): Quadric {
  requireOptions("quadric", options, schema);
  const { eigenvalues } = options;
  const n = eigenvalues.length;
  const { rotation = identity(n), centre = Array<number>(n).fill(0) } = options;
  check(eigenvalues, rotation, centre);
  const entry = (row: number, column: number) =>
    eigenvalues.reduce((sum, lambda, k) => sum + at(rotation, row, k) * lambda * at(rotation, column, k), 0);
  const matrix = identity(n).map((line, row) => line.map((_, column) => entry(row, column)));
  const start = centre.map((value, row) => value + eigenvalues.reduce((sum, _, k) => sum + at(rotation, row, k), 0));
  const stationary = [{ point: centre, value: 0 }];
  const reach = Math.max(...start.map((value, axis) => Math.abs(value - (centre[axis] as number)))) * 1.25;
  return {
    eigenvalues,
    centre,
    ...landscape({
      name: "Quadric",
      dimension: n,
      value(points) {
        const offset = tf.sub(points, [centre as number[]]);
        return tf.mul(0.5, tf.sum(tf.mul(tf.matMul(offset, matrix), offset), 1));
      },
      minima: Math.min(...eigenvalues) >= 0 ? stationary : [],
      saddles: Math.min(...eigenvalues) < 0 && Math.max(...eigenvalues) > 0 ? stationary : [],
      box: { lower: centre.map((value) => value - reach), upper: centre.map((value) => value + reach) },
      start,
    }),
  };
}

/** The round bowl x² + y². */
export const basin: Quadric = { ...quadric({ eigenvalues: [2, 2] }), name: "Basin" };

/** The elongated bowl x² + 5 · y². */
export const ravine: Quadric = { ...quadric({ eigenvalues: [2, 10] }), name: "Ravine" };

function identity(n: number): number[][] {
  return Array.from({ length: n }, (_, row) => Array.from({ length: n }, (_, column) => Number(row === column)));
}

function at(matrix: readonly (readonly number[])[], row: number, column: number): number {
  return (matrix[row] as readonly number[])[column] as number;
}

function check(
  eigenvalues: readonly number[],
  rotation: readonly (readonly number[])[],
  centre: readonly number[],
): void {
  const n = eigenvalues.length;
  if (n === 0 || !eigenvalues.every(Number.isFinite)) {
    throw new Error(`quadric: the eigenvalues are [${eigenvalues.join(", ")}]; give at least one, all finite.`);
  }
  if (centre.length !== n || !centre.every(Number.isFinite)) {
    throw new Error(
      `quadric: the centre is [${centre.join(", ")}]; give ${n} finite numbers, one for each eigenvalue.`,
    );
  }
  if (rotation.length !== n || rotation.some((row) => row.length !== n)) {
    throw new Error(`quadric: the rotation is no ${n} × ${n} matrix; give one row and one column for each eigenvalue.`);
  }
  for (const [i, line] of identity(n).entries()) {
    for (const [j, wanted] of line.entries()) {
      const product = rotation.reduce((sum, row) => sum + (row[i] as number) * (row[j] as number), 0);
      if (!(Math.abs(product - wanted) <= 1e-6)) {
        throw new Error(
          `quadric: the rotation is not orthogonal: columns ${i} and ${j} have the product ${product}; it has to be ${wanted}.`,
        );
      }
    }
  }
}
