import { mean } from "momenta/statistics";

/** The slope of the least-squares line through log y over log x. */
export function logSlope(x: readonly number[], y: readonly number[]): number {
  const [u, v] = [x.map(Math.log), y.map(Math.log)];
  const [meanU, meanV] = [mean(u), mean(v)];
  const along = u.reduce((sum, value, at) => sum + (value - meanU) * ((v[at] as number) - meanV), 0);
  return along / u.reduce((sum, value) => sum + (value - meanU) ** 2, 0);
}
