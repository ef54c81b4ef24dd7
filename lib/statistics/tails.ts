import { jStat } from "jstat";

/** The probability that a standard normal variable is farther from 0 than z. */
export function normalTails(z: number): number {
  return jStat.erfc(Math.abs(z) * Math.SQRT1_2);
}

/** The probability that a variable of Student's t distribution is farther from 0 than t: I_x(ν/2, ½) with x = ν / (ν + t²). */
export function studentTails(t: number, degreesOfFreedom: number): number {
  return jStat.ibeta(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5);
}
