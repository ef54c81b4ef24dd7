/** How often the position is recorded over a whole run. */
export const RECORDS = { sequence: 250, paper: 200 } as const;

/** Some forty of the multiples of a stride up to T, evenly on a logarithmic axis; T is one of them. */
export function recordedUpdates(updates: number, stride: number): number[] {
  const count = updates / stride;
  const places = Array.from({ length: 41 }, (_, at) => Math.round(count ** (at / 40)));
  return [...new Set(places)].map((place) => place * stride);
}
