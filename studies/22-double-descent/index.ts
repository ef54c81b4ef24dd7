import type { Interval } from "momenta/statistics";
import type { Check, Study, Verdict } from "../study.js";
import { claims, isNear, largestTrainError, NEAR, peaksInWords } from "./claims.js";
import {
  type DoubleDescent,
  type DoubleDescentOptions,
  doubleDescent,
  doubleDescentDefaults,
  doubleDescentQuick,
} from "./doubleDescent.js";
import { epochsFigure, featuresFigure, networksFigure, normFigure, ridgeFigure, samplesFigure } from "./figures.js";
import { parametersOf } from "./networkRuns.js";
import {
  atPeak,
  digitsOf,
  hasPeak,
  NO_PEAK,
  nameOf,
  noiseInWords,
  noisiest,
  percent,
  percentInterval,
  prominence,
} from "./reading.js";

export type { Descents, Place } from "./descents.js";
export {
  type DoubleDescent,
  type DoubleDescentOptions,
  doubleDescent,
  doubleDescentDefaults,
} from "./doubleDescent.js";
export type { DescentsOfMeans, FeatureCurves, RidgeCurve, SampleCurve } from "./featureSummary.js";
export { epochsFigure, featuresFigure, networksFigure, normFigure, ridgeFigure, samplesFigure } from "./figures.js";
export type { NetworkCurves, NetworkWidth } from "./networkSummary.js";
export { descentsTable, doubleDescentTable, networksTable } from "./tables.js";

/** Notebook 22. */
export const doubleDescentStudy: Study<DoubleDescentOptions, DoubleDescent> = {
  name: "22-double-descent",
  section: "Double descent",
  question: "Does test error fall, rise and fall again as a model grows through the size that fits all training data?",
  defaults: doubleDescentDefaults,
  quick: doubleDescentQuick,
  run: doubleDescent,
  figures: (result) => [
    {
      name: "22-double-descent",
      caption:
        "Least squares on random features of digits: test error falls, rises to a peak where there are as many features as " +
        "training digits, and falls again: without label noise below the first minimum, with it not. Training error is 0 from the peak on.",
      figure: featuresFigure(result),
    },
    {
      name: "22-double-descent-samples",
      caption:
        "The same with other numbers of training digits. The peak is at N = n each time; near it, more digits make a model of " +
        "a given size worse.",
      figure: samplesFigure(result),
    },
    {
      name: "22-double-descent-norm",
      caption:
        "At N = n the smallest singular value of the features is least, and weights that meet all labels are largest. Beyond, " +
        "more features allow smaller weights.",
      figure: normFigure(result),
    },
    {
      name: "22-double-descent-ridge",
      caption:
        "A penalty λ‖w‖² lowers the peak, and with λ chosen on validation digits test error falls with the number of features " +
        "from end to end, at the largest number to less than half of what it is without a penalty.",
      figure: ridgeFigure(result),
    },
    {
      name: "22-double-descent-networks",
      caption:
        "Networks of one hidden layer with and without label noise, over their width: at the end of training, and stopped " +
        "where validation error is least.",
      figure: networksFigure(result),
    },
    {
      name: "22-double-descent-epochs",
      caption: "Errors over epochs, a slider for the width. With label noise test error has its minimum early.",
      figure: epochsFigure(result),
    },
  ],
  verdict: doubleDescentVerdict,
  checks: doubleDescentChecks,
};

/** The picture of the slides: rise to the peak, the peak at the threshold, a second descent below the first minimum. */
function doubleDescentVerdict(result: DoubleDescent): Verdict {
  const all = claims(result);
  const drawn = all.slice(0, 5).filter(({ holds }) => holds).length;
  const [curves] = noisiest(result.features);
  const [networks] = noisiest(result.networks);
  const [descents, ofNetworks] = [curves?.descents[0], networks?.descents];
  const inWords = (found: typeof descents) =>
    found == null
      ? "no peak"
      : `${percent(found.before.y)}, ${percent(found.peak.y)} at ${found.peak.x}, ${percent(found.after.y)}`;
  return {
    answer: drawn === 5 ? "agrees" : drawn === 0 ? "disagrees" : "depends",
    published: "test error falls, rises to a peak where training error reaches 0, and falls again as the model grows",
    ours:
      `${curves === undefined ? "" : nameOf(curves)}, n = ${digitsOf(result)}: ${inWords(descents)}; networks, ` +
      `${noiseInWords(networks?.noise ?? 0)}, over hidden units: ${inWords(ofNetworks)}`,
  };
}

function doubleDescentChecks(result: DoubleDescent): Check[] {
  const n = digitsOf(result);
  const least = result.features.map((curves) => ({
    name: nameOf(curves),
    curves,
    descents: curves.descents[0] ?? null,
  }));
  const listed = (of: (one: (typeof least)[number]) => string) =>
    least.map((one) => `${one.name} ${of(one)}`).join(", ");
  const networks = noisiest(result.networks)[0] as DoubleDescent["networks"][number];
  const peak = atPeak(networks);
  const [parameters, threshold] = [parametersOf(peak.width), 10 * result.options.network.samples];
  return [
    {
      claim: `test error peaks within ${percent(NEAR, 0)} of N = n = ${n}: ${listed(({ descents }) => `N = ${descents?.peak.x ?? "none"}`)}`,
      holds: least.every(({ descents }) => isNear(descents, n)),
    },
    {
      claim: `the peak goes with n: ${peaksInWords(result)}`,
      holds: result.samples.every(({ samples, descents }) => isNear(descents, samples)),
    },
    {
      claim: `the second descent ends below the first minimum: ${listed(({ descents }) => (descents === null ? "no peak" : percentInterval(descents.gain)))}`,
      holds: least.every(({ descents }) => descents !== null && descents.gain.upper < 0),
    },
    {
      claim: `training error is 0 from N = n on: at most ${percent(largestTrainError(result))}`,
      holds: largestTrainError(result) === 0,
    },
    {
      claim: "the norm of the weights is largest at N = n",
      holds: result.features.every(({ widths, ridges: [first] }) => {
        const norms = (first?.norm ?? []).map(({ estimate }: Interval) => estimate);
        return widths[norms.indexOf(Math.max(...norms))] === n;
      }),
    },
    {
      claim: `with a ridge chosen on validation digits no peak of ${percent(NO_PEAK, 0)} is left: ${listed(({ curves }) => percent(prominence(curves.tunedDescents)))}`,
      holds: least.every(({ curves }) => prominence(curves.tunedDescents) < NO_PEAK),
    },
    {
      claim:
        `networks, ${noiseInWords(networks.noise)}: test error has a peak over width` +
        (networks.descents === null
          ? ": none"
          : `, at ${peak.width} hidden units: rise ${percentInterval(networks.descents.rise)}, fall ${percentInterval(networks.descents.fall)}`),
      holds: hasPeak(networks.descents),
    },
    {
      claim: `it is within ${percent(NEAR, 0)} of parameters = n × classes = ${threshold}: ${parameters} parameters`,
      holds: networks.descents !== null && Math.abs(parameters / threshold - 1) <= NEAR,
    },
    {
      claim: `networks: the second descent ends below the first minimum: ${networks.descents === null ? "no peak" : percentInterval(networks.descents.gain)}`,
      holds: networks.descents !== null && networks.descents.gain.upper < 0,
    },
    {
      claim: `networks stopped where validation error is least have no peak of ${percent(NO_PEAK, 0)} over width: ${percent(prominence(networks.stoppedDescents))}`,
      holds: prominence(networks.stoppedDescents) < NO_PEAK,
    },
    {
      claim: `at ${peak.width} hidden units test error falls again over epochs: ${percentInterval(peak.fallOverEpochs)}`,
      holds: peak.fallOverEpochs.lower > 0,
    },
  ];
}
