/** A place on a curve. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A curve that falls, rises and falls again. */
export interface Descents {
  /** The lowest place before the peak. */
  readonly before: Place;
  readonly peak: Place;
  /** The lowest place after it. */
  readonly after: Place;
  /** How far the peak stands above the higher one of the two. */
  readonly prominence: number;
}

/** The most prominent peak of a curve; null where no place has a lower one on either side. */
export function descents(curve: readonly Place[]): Descents | null {
  const lowest = (places: readonly Place[]) => places.reduce((low, place) => (place.y < low.y ? place : low));
  const peaks = curve.slice(1, -1).map((peak, index): Descents => {
    const [before, after] = [lowest(curve.slice(0, index + 1)), lowest(curve.slice(index + 2))];
    return { before, peak, after, prominence: peak.y - Math.max(before.y, after.y) };
  });
  const most = peaks.reduce<Descents | null>(
    (best, peak) => (best === null || peak.prominence > best.prominence ? peak : best),
    null,
  );
  return most !== null && most.prominence > 0 ? most : null;
}
