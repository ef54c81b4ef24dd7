import { differences } from "./differences.js";
import type { Interval } from "./interval.js";
import { meanInterval } from "./meanInterval.js";

/**
 * The mean of aᵢ − bᵢ of pairs with its 95 % interval, as `meanInterval` has it: unbounded where there is one pair.
 *
 * @throws Error where the lists differ in length, there is no pair, or a value is not finite
 */
export function differenceInterval(a: readonly number[], b: readonly number[]): Interval {
  return meanInterval(differences("differenceInterval", a, b, 1));
}
