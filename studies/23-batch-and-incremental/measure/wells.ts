import { random } from "momenta/engine";
import { type Interval, wilsonInterval } from "momenta/statistics";
import { type Context, round, roundInterval } from "../../core/index.js";
import type { BatchAndIncrementalOptions } from "../options.js";

/** The three places where w³ − w + TILT is 0: the lower minimum, the maximum, the higher minimum. */
export const stationary = [-1.0467, 0.101, 0.9456] as const;
/** The slope that tells the two wells of ¼ (w² − 1)² apart. */
export const TILT = 0.1;

/** Where noisy descent in two wells ends. */
export interface WellsRecord {
  readonly name: string;
  /** Shares of the seeds that end within .1 of each minimum. */
  readonly lower: Interval;
  readonly higher: Interval;
  /** The mean number of times that a seed changes wells over the second half of the updates. */
  readonly crossings: number;
}
export interface Wells {
  readonly records: readonly WellsRecord[];
}

const rates = [
  { name: "η = 0.1", rate: () => 0.1 },
  { name: "1/(k + 9)", rate: (k: number) => 1 / (k + 9) },
] as const;

/** Descent on ¼ (w² − 1)² + TILT · w, from everywhere in [−2, 2], with normal noise in each gradient. */
export async function wells({ seeds, updates }: BatchAndIncrementalOptions, context: Context): Promise<Wells> {
  const all = Array.from({ length: seeds }, (_, index) => index + 1);
  const records = await context.map(rates, "rates", ({ name, rate }): WellsRecord => {
    const ends = all.map((seed) => descend(seed, updates, rate));
    const share = (minimum: number) =>
      roundInterval(wilsonInterval(ends.filter(({ w }) => Math.abs(w - minimum) < 0.1).length, seeds));
    const crossings = ends.reduce((sum, end) => sum + end.crossings, 0) / seeds;
    return { name, lower: share(stationary[0]), higher: share(stationary[2]), crossings: round(crossings) };
  });
  return { records };
}

function descend(seed: number, updates: number, rate: (k: number) => number): { w: number; crossings: number } {
  const { uniform, normal } = random(seed, 1);
  let w = -2 + 4 * uniform();
  let crossings = 0;
  for (let k = 1; k <= updates; k++) {
    const next = w - rate(k) * (w ** 3 - w + TILT + normal());
    if (k > updates / 2 && next < stationary[1] !== w < stationary[1]) crossings += 1;
    w = next;
  }
  return { w, crossings };
}
