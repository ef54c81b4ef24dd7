/** Values with their ranks. */
export interface Ranking {
  /** The rank of each value, 1 for the smallest; equal values have the mean of their ranks. */
  readonly ranks: number[];
  /** How many values each group of equal values has, where they are at least two. */
  readonly ties: number[];
}

/** Ranks values from small to large. */
export function rank(values: readonly number[]): Ranking {
  const order = values.map((_, index) => index).sort((i, j) => (values[i] as number) - (values[j] as number));
  const ranks = new Array<number>(values.length);
  const ties: number[] = [];
  for (let start = 0; start < order.length; ) {
    const value = values[order[start] as number];
    let end = start + 1;
    while (end < order.length && values[order[end] as number] === value) end++;
    for (const index of order.slice(start, end)) ranks[index] = (start + 1 + end) / 2;
    if (end - start > 1) ties.push(end - start);
    start = end;
  }
  return { ranks, ties };
}
