import { random } from "momenta/engine";

/** Points one after the other, each of so many numbers. */
export interface Points {
  readonly values: Float64Array;
  readonly dimension: number;
  readonly count: number;
}

/** Normal points of variance 1 in each direction around centres that are normal themselves, as wide as is said. */
export function clusteredPoints(
  { count, dimension, clusters, width }: { count: number; dimension: number; clusters: number; width: number },
  seed: number,
): Points {
  const { normal, below } = random(seed, 0);
  const centres = Float64Array.from({ length: clusters * dimension }, () => width * normal());
  const values = new Float64Array(count * dimension);
  for (let point = 0; point < count; point++) {
    const centre = below(clusters) * dimension;
    for (let axis = 0; axis < dimension; axis++) {
      values[point * dimension + axis] = (centres[centre + axis] as number) + normal();
    }
  }
  return { values, dimension, count };
}

/** The centre nearest to a point, and the squared distance to it. */
export function nearest(points: Points, point: number, centres: Float64Array): { centre: number; distance: number } {
  const { values, dimension } = points;
  let centre = 0;
  let distance = Number.POSITIVE_INFINITY;
  for (let candidate = 0; candidate * dimension < centres.length; candidate++) {
    let sum = 0;
    for (let axis = 0; axis < dimension && sum < distance; axis++) {
      sum += ((values[point * dimension + axis] as number) - (centres[candidate * dimension + axis] as number)) ** 2;
    }
    if (sum < distance) {
      distance = sum;
      centre = candidate;
    }
  }
  return { centre, distance };
}

/** The mean squared distance of the points to their nearest centres. */
export function costOf(points: Points, centres: Float64Array): number {
  let sum = 0;
  for (let point = 0; point < points.count; point++) sum += nearest(points, point, centres).distance;
  return sum / points.count;
}

/** Points of the set, none twice, as centres to start from. */
export function startingCentres(points: Points, clusters: number, seed: number): Float64Array {
  const { below } = random(seed, 1);
  const chosen = new Set<number>();
  while (chosen.size < clusters) chosen.add(below(points.count));
  const { values, dimension } = points;
  return Float64Array.from(
    [...chosen].flatMap((point) => [...values.subarray(point * dimension, (point + 1) * dimension)]),
  );
}

/** Moves every centre to the mean of the points that are nearest to it. */
export function batchUpdate(points: Points, centres: Float64Array): Float64Array {
  const { values, dimension, count } = points;
  const sums = new Float64Array(centres.length);
  const counts = new Float64Array(centres.length / dimension);
  for (let point = 0; point < count; point++) {
    const { centre } = nearest(points, point, centres);
    counts[centre] = (counts[centre] as number) + 1;
    for (let axis = 0; axis < dimension; axis++) {
      const at = centre * dimension + axis;
      sums[at] = (sums[at] as number) + (values[point * dimension + axis] as number);
    }
  }
  return sums.map((sum, at) => {
    const share = counts[Math.floor(at / dimension)] as number;
    return share === 0 ? (centres[at] as number) : sum / share;
  });
}

/** How far a centre goes on an update in which it has had n points in all, `own` of them in this minibatch. */
export type CentreRate = (n: number, own: number) => number;

/** Finds the nearest centres of a minibatch's points, then moves each of these centres towards the mean of its points. */
export function minibatchUpdate(
  points: Points,
  centres: Float64Array,
  counts: Float64Array,
  minibatch: readonly number[],
  rate: CentreRate,
): void {
  const { values, dimension } = points;
  const sums = new Float64Array(centres.length);
  const own = new Float64Array(counts.length);
  for (const point of minibatch) {
    const { centre } = nearest(points, point, centres);
    own[centre] = (own[centre] as number) + 1;
    for (let axis = 0; axis < dimension; axis++) {
      const at = centre * dimension + axis;
      sums[at] = (sums[at] as number) + (values[point * dimension + axis] as number);
    }
  }
  for (let at = 0; at < centres.length; at++) {
    const centre = Math.floor(at / dimension);
    const here = own[centre] as number;
    if (here === 0) continue;
    if (at % dimension === 0) counts[centre] = (counts[centre] as number) + here;
    const share = rate(counts[centre] as number, here);
    centres[at] = (centres[at] as number) + share * ((sums[at] as number) / here - (centres[at] as number));
  }
}
