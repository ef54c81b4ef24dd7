/** The part of jStat that is used here; the package has no declarations. */
declare module "jstat" {
  export const jStat: {
    readonly studentt: {
      /** The value below which a variable of Student's t distribution lies with this probability. */
      inv(probability: number, degreesOfFreedom: number): number;
    };
  };
}
