import { formatInterval, formatPValue } from "momenta/figures";
import { differenceInterval, holm, pairedTTest } from "momenta/statistics";
import { holdsAbove, question, type Statement } from "../../core/index.js";
import type { OnlineMethodName } from "./methods.js";

const rivals = ["SGD", "RMSProp", "Adam"] as const satisfies OnlineMethodName[];

/**
 * Whether IDBD's error is below that of its rivals.
 *
 * @param errorsOf the mean squared error of each seed, the same seeds for all methods
 * @param decimals of the differences
 */
export function belowRivals(errorsOf: (name: OnlineMethodName) => readonly number[], decimals: number): Statement {
  const idbd = errorsOf("IDBD");
  const differences = rivals.map((name) => differenceInterval(errorsOf(name), idbd));
  const pValues = holm(rivals.map((name) => pairedTTest(errorsOf(name), idbd).pValue));
  const inWords = differences.map((difference, at) => {
    const p = formatPValue(pValues[at] as number);
    return `${rivals[at]} − IDBD ${formatInterval(difference, decimals)}, Holm's p ${p}`;
  });
  return question(
    "is IDBD's error below that of tuned SGD, RMSProp and Adam, paired by seed?",
    holdsAbove(0, ...differences),
    inWords.join("; "),
  );
}
