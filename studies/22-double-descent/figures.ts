import {
  chart,
  type Dash,
  type Figure,
  formatDigits,
  type LineMark,
  type Panel,
  type SliderStep,
  slider,
} from "momenta/figures";
import type { Interval } from "momenta/statistics";
import { last, percent, percentInterval } from "../core/index.js";
import type { DescentsOfMeans, RidgeCurve } from "./measure/featureSummary.js";
import { countParameters } from "./measure/networkRun.js";
import { curveName, kindNames, noiseInWords, noisiest, trainingDigits } from "./reading.js";
import type { DoubleDescent } from "./result.js";

export const figures = {
  main: {
    caption:
      "Least squares on random features of digits: test error falls, rises to a peak where there are as many features as " +
      "training digits, and falls again: without label noise below the first minimum, with it not. Training error is 0 from the peak on.",
    draw: drawFeatures,
  },
  samples: {
    caption:
      "The same with other numbers of training digits. The peak is at N = n each time; near it, more digits make a model of " +
      "a given size worse.",
    draw: drawSamples,
  },
  norm: {
    caption:
      "At N = n the smallest singular value of the features is least, and weights that meet all labels are largest. Beyond, " +
      "more features allow smaller weights.",
    draw: drawNorm,
  },
  ridge: {
    caption:
      "A penalty λ‖w‖² lowers the peak, and with λ chosen on validation digits test error falls with the number of features " +
      "from end to end, at the largest number to less than half of what it is without a penalty.",
    draw: drawRidge,
  },
  networks: {
    caption:
      "Networks of one hidden layer with and without label noise, over their width: at the end of training, and stopped " +
      "where validation error is least.",
    draw: drawNetworks,
  },
  epochs: {
    caption: "Errors over epochs, a slider for the width. With label noise test error has its minimum early.",
    draw: drawEpochs,
  },
};

/** Colours that are no optimizer's: of the shares of noise, of training, of what is chosen on validation digits. */
const noiseColours = ["#0072B2", "#D55E00", "#CC79A7"];
const grey = "#8C8C8C";
const chosenColour = "#009E73";
const shades = ["#D55E00", "#E69F00", "#CC79A7", "#56B4E9", "#0072B2", "#6A3D9A"];

/** Test and training error of the solution of least norm over the number of features. */
function drawFeatures(result: DoubleDescent): Figure {
  const n = trainingDigits(result);
  const [noisy] = noisiest(result.features);
  const panels = featureKinds(result).map((kind): Panel => {
    const own = result.features.filter((curves) => curves.kind === kind);
    const lines = own.map(({ noise, widths, ridges: [least] }, at) =>
      line(`test error, ${noiseInWords(noise)}`, noiseColours[at], "solid", widths, (least as RidgeCurve).testError),
    );
    const training = own
      .filter(({ noise }) => noise === noisy?.noise)
      .map(({ widths, noise, ridges: [least] }) =>
        line(`training error, ${noiseInWords(noise)}`, grey, "dash", widths, (least as RidgeCurve).trainError),
      );
    return {
      heading: `${kindNames[kind]} features`,
      marks: [{ as: "rule", x: n, text: "N = n" }, ...lines, ...training],
    };
  });
  return chart({
    title: `Random features, least squares on ${n} digits: double descent`,
    x: { title: "number of features N", logarithmic: true },
    y: { title: "share of digits misclassified", range: [0, 0.95] },
    rows: [panels],
    numbers: result.features.map((curves) => `${curveName(curves)}: ${inWords(curves.descents[0] ?? null)}`),
  });
}

/** Why: the squared error, the norm of the solution and the smallest singular value over the number of features. */
function drawNorm(result: DoubleDescent): Figure {
  const n = trainingDigits(result);
  const own = noisiest(result.features);
  const lines = (of: (curves: (typeof own)[number]) => readonly Interval[]) =>
    own.map((curves, at) =>
      line(
        `${kindNames[curves.kind]} features`,
        noiseColours[at],
        at === 0 ? "solid" : "dash",
        curves.widths,
        of(curves),
      ),
    );
  const panel = (heading: string, of: Parameters<typeof lines>[0]): Panel => ({
    heading,
    y: {},
    marks: [{ as: "rule", x: n, text: "N = n" }, ...lines(of)],
  });
  return chart({
    title: `Why: at N = n the features are nearly dependent (${noiseInWords(own[0]?.noise ?? 0)})`,
    x: { title: "number of features N", logarithmic: true },
    y: { title: "geometric mean", logarithmic: true },
    rows: [
      [
        panel("smallest singular value", ({ smallestSingularValue }) => smallestSingularValue),
        panel("norm of the weights", ({ ridges: [least] }) => (least as RidgeCurve).norm),
        panel("squared test error", ({ ridges: [least] }) => (least as RidgeCurve).testLoss),
      ],
    ],
    numbers: own.map(({ kind, widths, smallestSingularValue, ridges: [least] }) => {
      const at = widths.indexOf(n);
      const { norm, testLoss } = least as RidgeCurve;
      const values = [smallestSingularValue[at], norm[at], testLoss[at]].map((value) =>
        formatDigits(value?.estimate ?? Number.NaN),
      );
      return `${kindNames[kind]}, N = n: smallest singular value ${values[0]}, ‖w‖ ${values[1]}, squared test error ${values[2]}`;
    }),
  });
}

/** Test error with each ridge, and with the one chosen on validation digits. */
function drawRidge(result: DoubleDescent): Figure {
  const n = trainingDigits(result);
  const own = noisiest(result.features);
  const panels = own.map(
    ({ kind, widths, ridges, tuned }): Panel => ({
      heading: `${kindNames[kind]} features`,
      marks: [
        { as: "rule", x: n, text: "N = n" },
        ...ridges.map(({ ridge, testError }, at) =>
          line(`λ = ${ridgeName(ridge)}`, shades[at % shades.length], "solid", widths, testError),
        ),
        line("λ chosen on validation digits", "#222222", "dot", widths, tuned.testError),
      ],
    }),
  );
  return chart({
    title: `A ridge λ removes the peak (${noiseInWords(own[0]?.noise ?? 0)})`,
    x: { title: "number of features N", logarithmic: true },
    y: { title: "test error", range: [0, 0.95] },
    rows: [panels],
    numbers: own.flatMap((curves) => [
      ...curves.ridges.map(
        ({ ridge }, at) => `${kindNames[curves.kind]}, λ = ${ridge}: ${inWords(curves.descents[at] ?? null)}`,
      ),
      `${kindNames[curves.kind]}, λ chosen, at N = n ${curves.tunedRidge[curves.widths.indexOf(n)]}: ${inWords(curves.tunedDescents)}`,
    ]),
  });
}

/** Test error of the solution of least norm with several numbers of training digits. */
function drawSamples(result: DoubleDescent): Figure {
  const { noise } = result.options;
  const styles = [
    { colour: noiseColours[2], dash: "dot" },
    { colour: noiseColours[0], dash: "dash" },
    { colour: noiseColours[1], dash: "solid" },
  ] as const;
  const panels = featureKinds(result).map(
    (kind): Panel => ({
      heading: `${kindNames[kind]} features`,
      marks: result.samples
        .filter((curve) => curve.kind === kind)
        .map(({ samples: n, widths, testError }, at, all) => {
          const { colour, dash } = styles.at((at - all.length) % styles.length) as (typeof styles)[number];
          return line(`n = ${n}`, colour, dash, widths, testError);
        }),
    }),
  );
  return chart({
    title: `The peak goes with the number of digits n (${noiseInWords(noise.at(-1) as number)})`,
    x: { title: "number of features N", logarithmic: true },
    y: { title: "test error", range: [0, 0.95] },
    rows: [panels],
    numbers: result.samples.map(
      ({ kind, samples: n, descents }) => `${kindNames[kind]}, n = ${n}: ${inWords(descents)}`,
    ),
  });
}

/** Errors of networks of one hidden layer over their width. */
function drawNetworks(result: DoubleDescent): Figure {
  const { epochs, samples: n } = result.options.network;
  const threshold = (10 * n - countParameters(0)) / (countParameters(1) - countParameters(0));
  const panels = result.networks.map(({ noise, widths: all }): Panel => {
    const widths = all.map(({ width }) => width);
    const atEnd = (of: "trainError" | "testError") => all.map((one) => one[of].at(-1) as Interval);
    return {
      heading: noiseInWords(noise),
      marks: [
        { as: "rule", x: threshold, text: "parameters<br>= 10 n" },
        line(`test error after ${epochs.at(-1)} epochs`, noiseColours[1], "solid", widths, atEnd("testError")),
        line("training error", grey, "dash", widths, atEnd("trainError")),
        line(
          "test error, stopped on validation digits",
          chosenColour,
          "dot",
          widths,
          all.map(({ stopped }) => stopped),
        ),
      ],
    };
  });
  return chart({
    title: `Networks of one hidden layer, trained on ${n} digits with Adam`,
    x: { title: "hidden units", logarithmic: true },
    y: { title: "share of digits misclassified", range: [0, 0.5] },
    rows: [panels],
    numbers: result.networks.flatMap(({ noise, descents, stoppedDescents }) => [
      `${noiseInWords(noise)}, at the end: ${inWords(descents)}`,
      `${noiseInWords(noise)}, stopped: ${inWords(stoppedDescents)}`,
    ]),
  });
}

/** Errors over epochs, a width at a time. */
function drawEpochs(result: DoubleDescent): Figure {
  const { epochs } = result.options.network;
  const { widths } = result.networks[0] as DoubleDescent["networks"][number];
  const steps = widths.map(({ width }, at): SliderStep => {
    const panels = result.networks.map(({ noise, widths: all }): Panel => {
      const { trainError, testError } = all[at] as (typeof all)[number];
      return {
        heading: noiseInWords(noise),
        marks: [
          line("test error", noiseColours[1], "solid", epochs, testError),
          line("training error", grey, "dash", epochs, trainError),
        ],
      };
    });
    return {
      label: `${width} hidden units`,
      figure: chart({
        title: `${width} hidden units, ${countParameters(width)} parameters: errors over epochs`,
        x: { title: "epochs", logarithmic: true },
        y: { title: "share of digits misclassified", range: [0, 0.95] },
        rows: [panels],
        numbers: result.networks.map(({ noise, widths: all }) => {
          const { stopped, testError } = all[at] as (typeof all)[number];
          return `${noiseInWords(noise)}: test error ${percentInterval(stopped, 1)} where validation error is least, ${percentInterval(last(testError), 1)} at the end`;
        }),
      }),
    };
  });
  const [noisy] = noisiest(result.networks);
  const peak = widths.findIndex(({ width }) => width === noisy?.descents?.peak.x);
  return slider(steps, Math.max(0, peak));
}

function featureKinds({ features }: DoubleDescent): (keyof typeof kindNames)[] {
  return [...new Set(features.map(({ kind }) => kind))];
}

function line(name: string, colour = grey, dash: Dash, x: readonly number[], y: readonly Interval[]): LineMark {
  return { as: "line", name, colour, dash, x, y };
}

function ridgeName(ridge: number): string {
  return ridge > 0 && ridge < 0.1 ? `10<sup>−${Math.round(-Math.log10(ridge))}</sup>` : String(ridge);
}

function inWords(descents: DescentsOfMeans | null): string {
  if (descents === null) return "no peak";
  const { before, peak, after } = descents;
  return `test error ${percent(before.y, 1)} at ${before.x}, ${percent(peak.y, 1)} at ${peak.x}, ${percent(after.y, 1)} at ${after.x}`;
}
