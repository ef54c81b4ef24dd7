import type { Interval } from "momenta/statistics";
import {
  claim,
  holdsAbove,
  holdsBelow,
  holdsIf,
  holdsWhere,
  percent,
  percentInterval,
  question,
  type Statement,
  type Verdict,
} from "../core/index.js";
import type { DescentsOfMeans } from "./measure/featureSummary.js";
import { countParameters } from "./measure/networkRun.js";
import {
  atPeak,
  curveName,
  hasPeak,
  interpolating,
  kindNames,
  NO_PEAK,
  noiseInWords,
  noisiest,
  prominence,
  trainingDigits,
} from "./reading.js";
import type { DoubleDescent } from "./result.js";

/** The peak is looked for within this share of the threshold. */
const NEAR = 0.2;

/** Whether a peak of test error is near a threshold. */
function isNear(descents: DescentsOfMeans | null, threshold: number): boolean {
  return descents !== null && Math.abs(descents.peak.x / threshold - 1) <= NEAR;
}

/** The picture of the slides: rise to the peak, the peak at the threshold, a second descent below the first minimum. */
export function answer(result: DoubleDescent): string {
  const [curves] = noisiest(result.features);
  const [networks] = noisiest(result.networks);
  const inWords = (found: DescentsOfMeans | null | undefined) =>
    found == null
      ? "no peak"
      : `${percent(found.before.y, 1)}, ${percent(found.peak.y, 1)} at ${found.peak.x}, ${percent(found.after.y, 1)}`;
  return (
    `${curves === undefined ? "" : curveName(curves)}, n = ${trainingDigits(result)}: ${inWords(curves?.descents[0])}; networks, ` +
    `${noiseInWords(networks?.noise ?? 0)}, over hidden units: ${inWords(networks?.descents)}`
  );
}

/** The statements of the slides and of their picture, each with what was measured. */
export function claims(result: DoubleDescent): Statement[] {
  const n = trainingDigits(result);
  const least = result.features.map((curves) => ({
    name: curveName(curves),
    noise: curves.noise,
    descents: curves.descents[0] ?? null,
  }));
  const clean = least.filter(({ noise }) => noise === 0);
  const inTurn = (of: (descents: DescentsOfMeans) => string) =>
    least.map(({ name, descents }) => `${name}: ${descents === null ? "no peak" : of(descents)}`).join("; ");
  const [noisyNetworks] = noisiest(result.networks);
  const networks = noisyNetworks as (typeof result.networks)[number];
  const peak = atPeak(networks);
  const first = interpolating(networks);
  return [
    claim(
      "“too large models are worse since they overfit”",
      holdsWhere(least.every(({ descents }) => hasPeak(descents))),
      `up to the peak: ${inTurn(({ before, peak: { x, y } }) => `${percent(before.y, 1)} at N = ${before.x}, ${percent(y, 1)} at ${x}`)}`,
    ),
    claim(
      "the peak is where the model begins to fit all training data",
      holdsWhere(least.every(({ descents }) => isNear(descents, n))),
      `n = ${n}: ${inTurn(({ peak: { x } }) => `N = ${x}`)}`,
    ),
    claim(
      "“the larger the better”",
      holdsWhere(
        least.every(({ descents }) => endsLower(descents)),
        holdsIf("no label is wrong", clean.length > 0 && clean.every(({ descents }) => endsLower(descents))),
      ),
      `beyond the peak, against the first minimum: ${inTurn(({ gain }) => percentInterval(gain, 1))}`,
    ),
    claim(
      "training error falls to 0 and stays there",
      holdsWhere(largestTrainError(result) === 0),
      `from N = n on at most ${percent(largestTrainError(result), 1)}`,
    ),
    claim(
      "networks have the peak, too",
      holdsWhere(hasPeak(networks.descents)),
      networks.descents === null
        ? `${noiseInWords(networks.noise)}: no peak over width`
        : `${noiseInWords(networks.noise)}: ${percent(networks.descents.before.y, 1)} with ${networks.descents.before.x} hidden units, ` +
            `${percent(networks.descents.peak.y, 1)} with ${peak.width} (${countParameters(peak.width)} parameters; all labels are learned ` +
            `from ${first?.width ?? "none"} on), a rise of ${percentInterval(networks.descents.rise, 1)}; ` +
            `${percent(networks.descents.after.y, 1)} with ${networks.descents.after.x}, a fall of ${percentInterval(networks.descents.fall, 1)}`,
    ),
    claim(
      "the peak is drawn without a condition",
      peakWithoutCondition(
        [...least.map(({ descents }) => descents), networks.descents],
        [...result.features.map(({ tunedDescents }) => tunedDescents), networks.stoppedDescents],
      ),
      `${result.features.map((curves) => `${curveName(curves)}: ${percent(prominence(curves.tunedDescents), 1)}`).join("; ")} ` +
        `of a peak are left with a ridge chosen on validation digits, ${percent(prominence(networks.stoppedDescents), 1)} in ` +
        `networks stopped on them`,
    ),
    ...questions(result),
  ];
}

/** Whether the second descent ends below the first minimum, beyond the interval. */
function endsLower(descents: DescentsOfMeans | null): boolean {
  return descents !== null && descents.gain.upper < 0;
}

/** Whether the peak is there whatever is done against it, or is taken away by a choice on validation digits. */
function peakWithoutCondition(
  plain: readonly (DescentsOfMeans | null)[],
  chosen: readonly (DescentsOfMeans | null)[],
): Verdict {
  if (!plain.every(hasPeak)) return "fails";
  const left = chosen.map(prominence);
  if (left.every((height) => height > NO_PEAK)) return "holds";
  return holdsIf(
    "nothing is chosen on validation digits",
    left.every((height) => height < NO_PEAK),
  );
}

/** What we ask beside: the norm, the networks' threshold, their second descent and their epochs. */
function questions(result: DoubleDescent): Statement[] {
  const networks = noisiest(result.networks)[0] as DoubleDescent["networks"][number];
  const peak = atPeak(networks);
  const [parameters, threshold] = [countParameters(peak.width), 10 * result.options.network.samples];
  const largest = result.features.map(widthOfLargestNorm);
  return [
    question(
      "does the peak go with n?",
      holdsWhere(result.samples.every(({ samples, descents }) => isNear(descents, samples))),
      peaksInWords(result),
    ),
    question(
      "is the norm of the weights largest at N = n?",
      holdsWhere(largest.every((width) => width === trainingDigits(result))),
      [...new Set(largest)].map((width) => `N = ${width}`).join(", "),
    ),
    question(
      "is the networks' peak near parameters = n × classes?",
      holdsWhere(networks.descents !== null && Math.abs(parameters / threshold - 1) <= NEAR),
      `parameters = n × classes = ${threshold}: ${parameters} parameters`,
    ),
    question(
      "networks: does the second descent end below the first minimum?",
      networks.descents === null ? "fails" : holdsBelow(0, networks.descents.gain),
      networks.descents === null ? "no peak" : percentInterval(networks.descents.gain, 1),
    ),
    question(
      `at ${peak.width} hidden units, does test error fall again over epochs?`,
      holdsAbove(0, peak.fallOverEpochs),
      percentInterval(peak.fallOverEpochs, 1),
    ),
  ];
}

/** The largest mean training error of the solution of least norm from N = n on, any kind, any noise. */
function largestTrainError(result: DoubleDescent): number {
  const n = trainingDigits(result);
  const errors = result.features.flatMap(({ widths, ridges: [least] }) =>
    (least?.trainError ?? []).filter((_, at) => (widths[at] as number) >= n).map(({ estimate }: Interval) => estimate),
  );
  return Math.max(...errors);
}

/** The N at which the solution of least norm has the largest weights. */
function widthOfLargestNorm({ widths, ridges: [least] }: DoubleDescent["features"][number]): number | undefined {
  const norms = (least?.norm ?? []).map(({ estimate }) => estimate);
  return widths[norms.indexOf(Math.max(...norms))];
}

/** “ReLU N = 250 at n = 250”, for all numbers of training digits. */
function peaksInWords({ samples }: DoubleDescent): string {
  return samples
    .map(({ kind, samples: n, descents }) => `${kindNames[kind]} N = ${descents?.peak.x ?? "none"} at n = ${n}`)
    .join(", ");
}
