import { requireArgument, whole } from "../arguments/index.js";
import { random } from "../engine/index.js";

/**
 * A random orthogonal matrix, row by row, all rotations and reflections equally likely: normal columns, made orthogonal one
 * after another by Gram and Schmidt's method, twice over for the rounding.
 *
 * Source: Stewart, "The efficient generation of random orthogonal matrices with an application to condition estimators", 1980.
 *
 * @throws RangeError where `dimension` is no whole number above 0; Error where `seed` is no integer in [0, 2³²)
 */
export function randomRotation(dimension: number, seed: number): number[][] {
  requireArgument("randomRotation", "dimension", dimension, whole());
  const { normal } = random(seed, 0);
  const columns: number[][] = [];
  while (columns.length < dimension) {
    let column = Array.from({ length: dimension }, () => normal());
    for (const other of [...columns, ...columns]) {
      const overlap = dot(column, other);
      column = column.map((value, row) => value - overlap * (other[row] as number));
    }
    const length = Math.sqrt(dot(column, column));
    columns.push(column.map((value) => value / length));
  }
  return columns.map((_, row) => columns.map((column) => column[row] as number));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] as number), 0);
}
