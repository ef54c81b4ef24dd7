import { stdtri } from "cephes";

/** An estimate with the bounds of its 95 % confidence interval; infinite where the data bound nothing, never NaN. */
export interface Interval {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/** The quantile of Student's t distribution that leaves 2.5 % above: 12.706 with 1 degree of freedom, 1.960 with infinitely many. */
export function studentQuantile(degreesOfFreedom: number): number {
  return stdtri(degreesOfFreedom, 0.975);
}
