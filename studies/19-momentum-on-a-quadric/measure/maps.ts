import { type Context, round } from "../../core/index.js";
import type { MomentumOnAQuadricOptions } from "../options.js";
import { measureRates } from "./velocity.js";

/** The rate over learning rate and momentum on a quadric of one condition number. */
export interface RateMap {
  readonly kappa: number;
  /** Learning rate times λₙ. */
  readonly scaled: readonly number[];
  readonly momenta: readonly number[];
  /** `[momentum][learning rate]`. */
  readonly rates: readonly (readonly number[])[];
}

/** Values of αλ from 0 to 4, none of them on the border 2 + 2β of a momentum of the maps. */
export function scaledRates(count: number): number[] {
  return Array.from({ length: count }, (_, at) => round((4 * (at + 0.4)) / count));
}

/** The rate of the heavy ball over learning rate and momentum, a map for each condition number. */
export function maps(options: MomentumOnAQuadricOptions, { map }: Context): Promise<RateMap[]> {
  const { mapped, resolution, mapUpdates } = options;
  const scaled = scaledRates(resolution);
  const momenta = Array.from({ length: resolution }, (_, at) => round(at / resolution));
  return map(mapped, "maps", (kappa) => {
    const settings = momenta.flatMap((momentum) => scaled.map((value) => ({ momentum, learningRate: value / kappa })));
    const rates = measureRates("momentum", kappa === 1 ? [1] : [1, kappa], settings, mapUpdates).map((rate) =>
      round(rate, 5),
    );
    return {
      kappa,
      scaled,
      momenta,
      rates: momenta.map((_, row) => rates.slice(row * resolution, (row + 1) * resolution)),
    };
  });
}
