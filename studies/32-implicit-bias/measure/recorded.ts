/** Some sixty updates up to the last one, evenly on a logarithmic axis. */
export function recordedUpdates(updates: number, count = 60): number[] {
  return [...new Set(Array.from({ length: count }, (_, at) => Math.round(updates ** (at / (count - 1)))))];
}
