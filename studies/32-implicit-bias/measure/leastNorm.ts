/** The norms whose least-norm solutions are computed. */
export type NormName = "l1" | "l2" | "linf";

/** A matrix by rows. */
export type Rows = readonly Float64Array[];

/** A solution, and how good it is. */
export interface LeastNorm {
  /** They meet the equations or inequalities. */
  readonly weights: Float64Array;
  readonly norm: number;
  /** No solution has a smaller norm. */
  readonly bound: number;
}

/** The norm that a norm's subgradients are measured in. */
const dualOf = { l1: "linf", l2: "l2", linf: "l1" } as const satisfies Record<NormName, NormName>;

export function normOf(weights: ArrayLike<number>, norm: NormName): number {
  let total = 0;
  for (let at = 0; at < weights.length; at++) {
    const size = Math.abs(weights[at] as number);
    if (norm === "linf") total = Math.max(total, size);
    else total += norm === "l1" ? size : size * size;
  }
  return norm === "l2" ? Math.sqrt(total) : total;
}

/** Aᵀ (A Aᵀ)⁻¹ b, the solution of A w = b with the least Euclidean norm: the pseudo-inverse applied to b. */
export function pseudoInverseSolution(rows: Rows, b: ArrayLike<number>): Float64Array {
  return transposed(rows, products(inverse(gram(rows)), b), (rows[0] as Float64Array).length);
}

/**
 * The weights of least norm with A w = b, or with A w ≥ b > 0 where `atLeast`, by Douglas and Rachford's splitting: the
 * proximal map of the norm in turn with the projection P on the solutions of the equations,
 *
 *     x = prox(z),   z ← z + P(2 x − z) − x.
 *
 * An inequality is the equation A w − s = b with s ≥ 0. The bound is b · λ / ‖Aᵀλ‖ in the dual norm, for any λ, λ ≥ 0 with
 * inequalities: b · λ ≤ w · Aᵀλ ≤ ‖w‖ ‖Aᵀλ‖. It ends where norm and bound differ by
 * no more than `tolerance` of their size.
 * Source: Eckstein and Bertsekas, “On the Douglas–Rachford splitting method”, Mathematical Programming 55, 1992.
 *
 * @throws Error where they differ by more after `most` rounds
 */
export function leastNorm(
  rows: Rows,
  b: ArrayLike<number>,
  norm: NormName,
  { atLeast = false, most = 100_000, tolerance = 1e-5 } = {},
): LeastNorm {
  const [count, size] = [rows.length, (rows[0] as Float64Array).length];
  const [inverted, withSlack] = [inverse(gram(rows)), inverse(gram(rows, atLeast ? 1 : 0))];
  const start = transposed(rows, products(inverted, b), size);
  const step = 3 * normOf(start, "linf");
  let z = Float64Array.from({ length: size + (atLeast ? count : 0) }, (_, at) => start[at] ?? 0);
  for (let round = 1; round <= most; round++) {
    const x = z.slice();
    x.set(prox(z.subarray(0, size), norm, step));
    for (let at = size; at < x.length; at++) x[at] = Math.max(0, x[at] as number);
    if (round % 50 === 0) {
      const found = certified(z.map((value, at) => value - (x[at] as number)).subarray(0, size), x.subarray(0, size));
      if (found.norm - found.bound <= tolerance * found.norm) return found;
    }
    const projected = project(x.map((value, at) => 2 * value - (z[at] as number)));
    z = z.map((value, at) => value + (projected[at] as number) - (x[at] as number));
  }
  throw new Error(`leastNorm: norm and bound of ${norm} are still apart after ${most} rounds.`);

  function project(x: Float64Array): Float64Array {
    const residual = products(rows, x).map(
      (value, row) => value - (atLeast ? (x[size + row] as number) : 0) - (b[row] as number),
    );
    const weights = products(withSlack, residual);
    const change = transposed(rows, weights, size);
    return x.map((value, at) => value - (at < size ? (change[at] as number) : -(weights[at - size] as number)));
  }

  function certified(subgradient: Float64Array, near: Float64Array): LeastNorm {
    const lambda = products(inverted, products(rows, subgradient)).map((value) =>
      atLeast ? Math.max(0, value) : value,
    );
    const bound = lambda.reduce((sum, value, at) => sum + value * (b[at] as number), 0);
    const weights = atLeast ? scaled(near) : corrected(near);
    return {
      weights,
      norm: normOf(weights, norm),
      bound: bound / normOf(transposed(rows, lambda, size), dualOf[norm]),
    };
  }

  /** The multiple that meets the inequalities with nothing to spare. */
  function scaled(near: Float64Array): Float64Array {
    const least = Math.min(...products(rows, near).map((value, at) => value / (b[at] as number)));
    return near.map((value) => (least > 0 ? value / least : Number.POSITIVE_INFINITY));
  }

  function corrected(near: Float64Array): Float64Array {
    const change = transposed(
      rows,
      products(
        inverted,
        products(rows, near).map((value, at) => value - (b[at] as number)),
      ),
      size,
    );
    return near.map((value, at) => value - (change[at] as number));
  }
}

/** argmin over x of step · N(x) + ½ ‖x − v‖², where N is ½ ‖x‖² for the Euclidean norm. */
function prox(v: Float64Array, norm: NormName, step: number): Float64Array {
  if (norm === "l2") return v.map((value) => value / (1 + step));
  const threshold = norm === "l1" ? step : levelOf(v, step);
  if (norm === "l1") return v.map((value) => Math.sign(value) * Math.max(0, Math.abs(value) - threshold));
  return v.map((value) => Math.max(-threshold, Math.min(threshold, value)));
}

/** The level above which the sizes of the entries add up to `excess`: what cuts them off for the largest norm. */
function levelOf(v: Float64Array, excess: number): number {
  const sizes = v.map(Math.abs).sort().reverse();
  let sum = 0;
  for (let count = 1; count <= sizes.length; count++) {
    sum += sizes[count - 1] as number;
    const level = (sum - excess) / count;
    if (level >= (sizes[count] ?? 0)) return Math.max(0, level);
  }
  return 0;
}

function gram(rows: Rows, diagonal = 0): Float64Array[] {
  return rows.map((row, at) => {
    const line = products(rows, row);
    line[at] = (line[at] as number) + diagonal;
    return line;
  });
}

/** A x. */
export function products(rows: Rows, x: ArrayLike<number>): Float64Array {
  const found = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as Float64Array;
    let sum = 0;
    for (let column = 0; column < row.length; column++) sum += (row[column] as number) * (x[column] as number);
    found[at] = sum;
  }
  return found;
}

/** Aᵀ y. */
export function transposed(rows: Rows, y: ArrayLike<number>, size: number): Float64Array {
  const found = new Float64Array(size);
  for (let at = 0; at < rows.length; at++) {
    const [row, factor] = [rows[at] as Float64Array, y[at] as number];
    for (let column = 0; column < size; column++) {
      found[column] = (found[column] as number) + factor * (row[column] as number);
    }
  }
  return found;
}

/** Gauss and Jordan, for symmetric positive definite matrices. */
function inverse(matrix: Rows): Float64Array[] {
  const n = matrix.length;
  const rows = matrix.map((row, at) => {
    const wide = new Float64Array(2 * n);
    wide.set(row);
    wide[n + at] = 1;
    return wide;
  });
  rows.forEach((pivot, at) => {
    const scale = pivot[at] as number;
    for (let column = 0; column < 2 * n; column++) pivot[column] = (pivot[column] as number) / scale;
    rows.forEach((row, other) => {
      const factor = row[at] as number;
      if (other === at || factor === 0) return;
      for (let column = 0; column < 2 * n; column++) {
        row[column] = (row[column] as number) - factor * (pivot[column] as number);
      }
    });
  });
  return rows.map((row) => row.slice(n));
}
