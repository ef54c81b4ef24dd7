import { type Interval, meanInterval } from "momenta/statistics";
import { round } from "../../core/index.js";
import type { AdamPropertiesOptions } from "../options.js";
import { correctedMean, totalWeight } from "./closedForms.js";
import { drawGradients, placesUpTo } from "./draws.js";
import { feed, type Outcome } from "./feed.js";
import { decay, unitAdam } from "./unitAdam.js";

/** A moment after update t, divided by the expectation that it estimates, E[g_t] or E[g_t²]. */
export interface MomentRatio {
  /** With bias correction and without, means over the sequences. */
  readonly corrected: Interval;
  readonly raw: Interval;
  /** The expectations of both. */
  readonly expected: { readonly corrected: number; readonly raw: number };
}

/** The moments along one kind of sequence. */
export interface AdamBiasProcess {
  readonly name: "stationary" | "halved";
  readonly first: readonly MomentRatio[];
  readonly second: readonly MomentRatio[];
}

/** The bias of the moments after the updates `at`. */
export interface AdamBias {
  readonly at: readonly number[];
  readonly processes: readonly AdamBiasProcess[];
}

/** After so many updates the mean gradient is halved. */
export const HALVED_AFTER = 100;
const deviation = 1;
const mean = 2;

/** Normal gradients of mean 2 and standard deviation 1 throughout, or of mean 1 after the first hundred. */
export function bias({ sequences, updates }: AdamPropertiesOptions): AdamBias {
  const at = [...new Set([...placesUpTo(updates), HALVED_AFTER + 1, HALVED_AFTER + 5])].sort((a, b) => a - b);
  const means = { stationary: () => mean, halved: (t: number) => (t > HALVED_AFTER ? mean / 2 : mean) } as const;
  const processes = (["stationary", "halved"] as const).map((name): AdamBiasProcess => {
    const meanAt = means[name];
    const squareAt = (t: number) => meanAt(t) ** 2 + deviation ** 2;
    const outcomes = feed(
      unitAdam,
      drawGradients(sequences, updates, (t, normal) => meanAt(t) + deviation * normal()),
      sequences,
      at,
    );
    const ratios = (moment: string, beta: number, expectation: (t: number) => number) =>
      at.map((t, index): MomentRatio => {
        const weight = totalWeight(beta, t);
        const raw = shareOf(
          meanInterval([...((outcomes[index] as Outcome).state[moment] as Float32Array)]),
          expectation(t),
        );
        const corrected = correctedMean(beta, t, expectation) / expectation(t);
        return {
          raw,
          corrected: shareOf(raw, weight),
          expected: { corrected: round(corrected), raw: round(corrected * weight) },
        };
      });
    return {
      name,
      first: ratios("firstMoment", decay.beta1, meanAt),
      second: ratios("secondMoment", decay.beta2, squareAt),
    };
  });
  return { at, processes };
}

function shareOf({ estimate, lower, upper }: Interval, of: number): Interval {
  return { estimate: round(estimate / of), lower: round(lower / of), upper: round(upper / of) };
}
