/** The part of jStat that is used here; the package has no declarations. */
declare module "jstat" {
  export const jStat: {
    readonly studentt: {
      /** The value below which a variable of Student's t distribution lies with this probability. */
      inv(probability: number, degreesOfFreedom: number): number;
    };
    readonly normal: {
      /** The probability of a value below `x`. */
      cdf(x: number, mean: number, standardDeviation: number): number;
      /** The value below which a normal variable lies with this probability. */
      inv(probability: number, mean: number, standardDeviation: number): number;
    };
    /** 1 − erf(x). */
    erfc(x: number): number;
    /** The regularized incomplete beta function I_x(a, b). */
    ibeta(x: number, a: number, b: number): number;
    /** log Γ(x). */
    gammaln(x: number): number;
  };
}
