/** Where between two others a function with one minimum is least; it may be infinite from some point on. */
export function leastAt(low: number, high: number, value: (at: number) => number): number {
  let [left, right] = [low, high];
  for (let third = 0; third < 80; third++) {
    const [a, b] = [left + (right - left) / 3, right - (right - left) / 3];
    if (value(a) <= value(b)) right = b;
    else left = a;
  }
  return (left + right) / 2;
}
