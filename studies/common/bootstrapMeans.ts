import { random } from "momenta/engine";
import { mean } from "momenta/statistics";

/** Far from the streams that models, data and intervals draw from. */
const RESAMPLING = 2 ** 31 + 1;

/**
 * The means of several columns in many samples of their rows, each drawn with replacement and as long as the columns: what
 * the means would be with other seeds. A row, a seed, is drawn as a whole, so that columns stay paired.
 *
 * @param columns `columns[column][seed]`
 * @returns `[sample][column]`, the same ones every time
 * @throws RangeError where columns differ in length
 */
export function bootstrapMeans(columns: readonly (readonly number[])[], samples = 4000): number[][] {
  const { below } = random(1, RESAMPLING);
  const n = columns[0]?.length ?? 0;
  if (columns.some(({ length }) => length !== n)) {
    throw new RangeError(
      `bootstrapMeans: columns of ${columns.map(({ length }) => length).join(", ")} values; give as many in each.`,
    );
  }
  return Array.from({ length: samples }, () => {
    const drawn = Array.from({ length: n }, () => below(n));
    return columns.map((column) => mean(drawn.map((row) => column[row] as number)));
  });
}
