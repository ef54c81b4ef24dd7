/** How good predictions are: rows of ten outputs, beside the labels. */
export interface Measures {
  /** The share of the rows whose largest output is not their label's. */
  readonly error: number;
  /** The mean over rows of ‖output − one-hot label‖²; 1 where every output is 0. */
  readonly loss: number;
}

/**
 * @param columns outputs of a row of `outputs`, ten or several times ten
 * @param first the first of the ten that count
 */
export function errorAndLoss(
  outputs: Float32Array,
  columns: number,
  first: number,
  rows: readonly [from: number, to: number],
  labels: Uint8Array,
): Measures {
  const [from, to] = rows;
  let [wrong, loss] = [0, 0];
  for (let row = from; row < to; row++) {
    const start = row * columns + first;
    const label = labels[row - from] as number;
    let largest = 0;
    for (let unit = 0; unit < 10; unit++) {
      const output = outputs[start + unit] as number;
      loss += (output - Number(unit === label)) ** 2;
      if (output > (outputs[start + largest] as number)) largest = unit;
    }
    wrong += Number(largest !== label);
  }
  return { error: wrong / (to - from), loss: loss / (to - from) };
}
