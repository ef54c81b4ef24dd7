import type { Interval } from "momenta/statistics";
import type { DoubleDescent } from "./doubleDescent.js";
import type { DescentsOfMeans } from "./featureSummary.js";
import { parametersOf } from "./networkRuns.js";
import {
  atPeak,
  digitsOf,
  hasPeak,
  interpolating,
  kindNames,
  NO_PEAK,
  nameOf,
  noiseInWords,
  noisiest,
  percent,
  percentInterval,
  prominence,
} from "./reading.js";

/** What the slides say, and what came out here. */
export interface Claim {
  readonly published: string;
  readonly ours: string;
  readonly holds: boolean;
}

/** The peak is looked for within this share of the threshold. */
export const NEAR = 0.2;

/** Whether a peak of test error is near a threshold. */
export function isNear(descents: DescentsOfMeans | null, threshold: number): boolean {
  return descents !== null && Math.abs(descents.peak.x / threshold - 1) <= NEAR;
}

/** The statements of the slides and of their picture, each with what was measured. */
export function claims(result: DoubleDescent): Claim[] {
  const n = digitsOf(result);
  const least = result.features.map((curves) => ({ name: nameOf(curves), descents: curves.descents[0] ?? null }));
  const told = (of: (descents: DescentsOfMeans) => string) =>
    least.map(({ name, descents }) => `${name}: ${descents === null ? "no peak" : of(descents)}`).join("; ");
  const [noisyNetworks] = noisiest(result.networks);
  const networks = noisyNetworks as (typeof result.networks)[number];
  const peak = atPeak(networks);
  const first = interpolating(networks);
  return [
    {
      published: "“too large models are worse since they overfit”",
      ours: `up to the peak: ${told(({ before, peak: { x, y } }) => `${percent(before.y)} at N = ${before.x}, ${percent(y)} at ${x}`)}`,
      holds: least.every(({ descents }) => hasPeak(descents)),
    },
    {
      published: "the peak is where the model begins to fit all training data",
      ours: `n = ${n}: ${told(({ peak: { x } }) => `N = ${x}`)}`,
      holds: least.every(({ descents }) => isNear(descents, n)),
    },
    {
      published: "“the larger the better”",
      ours: `beyond the peak, against the first minimum: ${told(({ gain }) => percentInterval(gain))}`,
      holds: least.every(({ descents }) => descents !== null && descents.gain.upper < 0),
    },
    {
      published: "training error falls to 0 and stays there",
      ours: `from N = n on at most ${percent(largestTrainError(result))}`,
      holds: largestTrainError(result) === 0,
    },
    {
      published: "networks have the peak, too",
      ours:
        networks.descents === null
          ? `${noiseInWords(networks.noise)}: no peak over width`
          : `${noiseInWords(networks.noise)}: ${percent(networks.descents.before.y)} with ${networks.descents.before.x} hidden units, ` +
            `${percent(networks.descents.peak.y)} with ${peak.width} (${parametersOf(peak.width)} parameters; all labels are learned ` +
            `from ${first?.width ?? "none"} on), a rise of ${percentInterval(networks.descents.rise)}; ` +
            `${percent(networks.descents.after.y)} with ${networks.descents.after.x}, a fall of ${percentInterval(networks.descents.fall)}`,
      holds: hasPeak(networks.descents),
    },
    {
      published: "the peak is drawn without a condition",
      ours:
        `${result.features.map((curves) => `${nameOf(curves)}: ${percent(prominence(curves.tunedDescents))}`).join("; ")} ` +
        `of a peak are left with a ridge chosen on validation digits, ${percent(prominence(networks.stoppedDescents))} in ` +
        `networks stopped on them`,
      holds: [...result.features.map(({ tunedDescents }) => tunedDescents), networks.stoppedDescents].every(
        (descents) => prominence(descents) > NO_PEAK,
      ),
    },
  ];
}

/** The largest mean training error of the solution of least norm from N = n on, any kind, any noise. */
export function largestTrainError(result: DoubleDescent): number {
  const n = digitsOf(result);
  const errors = result.features.flatMap(({ widths, ridges: [least] }) =>
    (least?.trainError ?? []).filter((_, at) => (widths[at] as number) >= n).map(({ estimate }: Interval) => estimate),
  );
  return Math.max(...errors);
}

/** “ReLU N = 250 at n = 250”, for all numbers of training digits. */
export function peaksInWords({ samples }: DoubleDescent): string {
  return samples
    .map(({ kind, samples: n, descents }) => `${kindNames[kind]} N = ${descents?.peak.x ?? "none"} at n = ${n}`)
    .join(", ");
}
