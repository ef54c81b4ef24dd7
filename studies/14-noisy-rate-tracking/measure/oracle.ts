import type { OnlineStream } from "momenta/datasets";

/** The mean squared error of each record of a learner that has the best step size of every period. */
export function errorsOfOracle(
  stream: OnlineStream,
  {
    stepSizes,
    redrawEvery,
    records,
  }: { readonly stepSizes: readonly number[]; readonly redrawEvery: number; readonly records: number },
): number[] {
  let estimate = 0;
  return stepSizes.flatMap((stepSize) => {
    const { inputs, targets } = stream.next(redrawEvery);
    const values = targets.dataSync();
    inputs.dispose();
    targets.dispose();
    const sums = Array<number>(records).fill(0);
    values.forEach((target, at) => {
      const error = target - estimate;
      const record = Math.floor((at * records) / redrawEvery);
      sums[record] = (sums[record] as number) + error ** 2;
      estimate += stepSize * error;
    });
    return sums.map((sum) => (sum * records) / redrawEvery);
  });
}
