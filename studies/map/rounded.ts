/** A number to so many significant digits: what a map keeps of the results of thousands of runs. */
export function rounded(value: number, digits = 4): number {
  return Number(value.toPrecision(digits));
}
