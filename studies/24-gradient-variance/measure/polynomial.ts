/** Legendre's polynomials on [0, 1] up to the third, each of mean square 1. */
export function legendre(x: number): number[] {
  const t = 2 * x - 1;
  return [1, Math.sqrt(3) * t, Math.sqrt(5) * (1.5 * t ** 2 - 0.5), Math.sqrt(7) * (2.5 * t ** 3 - 1.5 * t)];
}

/** The value of a cubic of these weights. */
export function cubic(weights: readonly number[], x: number): number {
  return legendre(x).reduce((sum, value, index) => sum + value * (weights[index] as number), 0);
}

/** The weights of the cubic with the least mean squared error at some places. */
export function fitCubic(x: readonly number[], y: readonly number[]): number[] {
  const rows = x.map(legendre);
  const size = 4;
  const system = Array.from({ length: size }, (_, i) => [
    ...Array.from({ length: size }, (_, j) =>
      rows.reduce((sum, row) => sum + (row[i] as number) * (row[j] as number), 0),
    ),
    rows.reduce((sum, row, at) => sum + (row[i] as number) * (y[at] as number), 0),
  ]);
  return eliminate(system);
}

/** Gauss's elimination with pivots. */
function eliminate(system: number[][]): number[] {
  const size = system.length;
  for (let column = 0; column < size; column++) {
    const pivot = Array.from({ length: size - column }, (_, at) => column + at).reduce((best, row) =>
      Math.abs(entry(system, row, column)) > Math.abs(entry(system, best, column)) ? row : best,
    );
    [system[column], system[pivot]] = [system[pivot] as number[], system[column] as number[]];
    for (let row = 0; row < size; row++) {
      if (row === column) continue;
      const factor = entry(system, row, column) / entry(system, column, column);
      system[row] = (system[row] as number[]).map((value, at) => value - factor * entry(system, column, at));
    }
  }
  return system.map((row, at) => (row[size] as number) / (row[at] as number));
}

const entry = (system: readonly (readonly number[])[], row: number, column: number) => system[row]?.[column] as number;
