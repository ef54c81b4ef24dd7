import { type Figure, type Profile, type ProfilePanel, profiles, type SliderStep, slider } from "momenta/figures";
import type { Interval } from "momenta/statistics";
import type { DoubleDescent } from "./doubleDescent.js";
import type { DescentsOfMeans, RidgeCurve } from "./featureSummary.js";
import { parametersOf } from "./networkRuns.js";
import { digitsOf, kindNames, nameOf, noiseInWords, noisiest, percent, percentInterval } from "./reading.js";

/** Colours that are no optimizer's: of the shares of noise, of training, of what is chosen on validation digits. */
const noiseColours = ["#0072B2", "#D55E00", "#CC79A7"];
const grey = "#8C8C8C";
const chosenColour = "#009E73";
const shades = ["#D55E00", "#E69F00", "#CC79A7", "#56B4E9", "#0072B2", "#6A3D9A"];

/** Test and training error of the solution of least norm over the number of features. */
export function featuresFigure(result: DoubleDescent): Figure {
  const n = digitsOf(result);
  const [noisy] = noisiest(result.features);
  const panels = kindsOf(result).map((kind): ProfilePanel => {
    const own = result.features.filter((curves) => curves.kind === kind);
    const lines = own.map(({ noise, widths, ridges: [least] }, at) =>
      profile(`test error, ${noiseInWords(noise)}`, noiseColours[at], "solid", widths, (least as RidgeCurve).testError),
    );
    const training = own
      .filter(({ noise }) => noise === noisy?.noise)
      .map(({ widths, noise, ridges: [least] }) =>
        profile(`training error, ${noiseInWords(noise)}`, grey, "dash", widths, (least as RidgeCurve).trainError),
      );
    return {
      title: `${kindNames[kind]} features`,
      log: false,
      range: [0, 0.95],
      vertical: { x: n, name: "N = n" },
      profiles: [...lines, ...training],
    };
  });
  return profiles(panels, {
    title: `Random features, least squares on ${n} digits: double descent`,
    x: "number of features N",
    y: "share of digits misclassified",
    logX: true,
    numbers: result.features.map((curves) => `${nameOf(curves)}: ${inWords(curves.descents[0] ?? null)}`),
  });
}

/** Why: the squared error, the norm of the solution and the smallest singular value over the number of features. */
export function normFigure(result: DoubleDescent): Figure {
  const n = digitsOf(result);
  const own = noisiest(result.features);
  const lines = (of: (curves: (typeof own)[number]) => readonly Interval[]) =>
    own.map((curves, at) =>
      profile(
        `${kindNames[curves.kind]} features`,
        noiseColours[at],
        at === 0 ? "solid" : "dash",
        curves.widths,
        of(curves),
      ),
    );
  const vertical = { x: n, name: "N = n" };
  const panel = (title: string, of: Parameters<typeof lines>[0]): ProfilePanel => ({
    title,
    log: true,
    vertical,
    profiles: lines(of),
  });
  return profiles(
    [
      panel("smallest singular value", ({ smallestSingularValue }) => smallestSingularValue),
      panel("norm of the weights", ({ ridges: [least] }) => (least as RidgeCurve).norm),
      panel("squared test error", ({ ridges: [least] }) => (least as RidgeCurve).testLoss),
    ],
    {
      title: `Why: at N = n the features are nearly dependent (${noiseInWords(own[0]?.noise ?? 0)})`,
      x: "number of features N",
      y: "geometric mean",
      logX: true,
      numbers: own.map(({ kind, widths, smallestSingularValue, ridges: [least] }) => {
        const at = widths.indexOf(n);
        const { norm, testLoss } = least as RidgeCurve;
        const values = [smallestSingularValue[at], norm[at], testLoss[at]].map((value) =>
          value?.estimate.toPrecision(3),
        );
        return `${kindNames[kind]}, N = n: smallest singular value ${values[0]}, ‖w‖ ${values[1]}, squared test error ${values[2]}`;
      }),
    },
  );
}

/** Test error with each ridge, and with the one chosen on validation digits. */
export function ridgeFigure(result: DoubleDescent): Figure {
  const n = digitsOf(result);
  const own = noisiest(result.features);
  return profiles(
    own.map(({ kind, widths, ridges, tuned }) => ({
      title: `${kindNames[kind]} features`,
      log: false,
      range: [0, 0.95],
      vertical: { x: n, name: "N = n" },
      profiles: [
        ...ridges.map(({ ridge, testError }, at) =>
          profile(`λ = ${ridgeName(ridge)}`, shades[at % shades.length], "solid", widths, testError),
        ),
        profile("λ chosen on validation digits", "#222222", "dot", widths, tuned.testError),
      ],
    })),
    {
      title: `A ridge λ removes the peak (${noiseInWords(own[0]?.noise ?? 0)})`,
      x: "number of features N",
      y: "test error",
      logX: true,
      numbers: own.flatMap((curves) => [
        ...curves.ridges.map(
          ({ ridge }, at) => `${kindNames[curves.kind]}, λ = ${ridge}: ${inWords(curves.descents[at] ?? null)}`,
        ),
        `${kindNames[curves.kind]}, λ chosen, at N = n ${curves.tunedRidge[curves.widths.indexOf(n)]}: ${inWords(curves.tunedDescents)}`,
      ]),
    },
  );
}

/** Test error of the solution of least norm with several numbers of training digits. */
export function samplesFigure(result: DoubleDescent): Figure {
  const { noise } = result.options;
  const styles = [
    { colour: noiseColours[2], dash: "dot" },
    { colour: noiseColours[0], dash: "dash" },
    { colour: noiseColours[1], dash: "solid" },
  ] as const;
  return profiles(
    kindsOf(result).map((kind) => ({
      title: `${kindNames[kind]} features`,
      log: false,
      range: [0, 0.95],
      profiles: result.samples
        .filter((curve) => curve.kind === kind)
        .map(({ samples: n, widths, testError }, at, all) => {
          const { colour, dash } = styles.at((at - all.length) % styles.length) as (typeof styles)[number];
          return profile(`n = ${n}`, colour, dash, widths, testError);
        }),
    })),
    {
      title: `The peak goes with the number of digits n (${noiseInWords(noise.at(-1) as number)})`,
      x: "number of features N",
      y: "test error",
      logX: true,
      numbers: result.samples.map(
        ({ kind, samples: n, descents }) => `${kindNames[kind]}, n = ${n}: ${inWords(descents)}`,
      ),
    },
  );
}

/** Errors of networks of one hidden layer over their width. */
export function networksFigure(result: DoubleDescent): Figure {
  const { epochs, samples: n } = result.options.network;
  const threshold = (10 * n - parametersOf(0)) / (parametersOf(1) - parametersOf(0));
  return profiles(
    result.networks.map(({ noise, widths: all }) => {
      const widths = all.map(({ width }) => width);
      const last = (of: "trainError" | "testError") => all.map((one) => one[of].at(-1) as Interval);
      return {
        title: noiseInWords(noise),
        log: false,
        range: [0, 0.5],
        vertical: { x: threshold, name: "parameters<br>= 10 n" },
        profiles: [
          profile(`test error after ${epochs.at(-1)} epochs`, noiseColours[1], "solid", widths, last("testError")),
          profile("training error", grey, "dash", widths, last("trainError")),
          profile(
            "test error, stopped on validation digits",
            chosenColour,
            "dot",
            widths,
            all.map(({ stopped }) => stopped),
          ),
        ],
      };
    }),
    {
      title: `Networks of one hidden layer, trained on ${n} digits with Adam`,
      x: "hidden units",
      y: "share of digits misclassified",
      logX: true,
      numbers: result.networks.flatMap(({ noise, descents, stoppedDescents }) => [
        `${noiseInWords(noise)}, at the end: ${inWords(descents)}`,
        `${noiseInWords(noise)}, stopped: ${inWords(stoppedDescents)}`,
      ]),
    },
  );
}

/** Errors over epochs, a width at a time. */
export function epochsFigure(result: DoubleDescent): Figure {
  const { epochs } = result.options.network;
  const { widths } = result.networks[0] as DoubleDescent["networks"][number];
  const steps = widths.map(({ width }, at): SliderStep => {
    const panels = result.networks.map(({ noise, widths: all }): ProfilePanel => {
      const { trainError, testError } = all[at] as (typeof all)[number];
      return {
        title: noiseInWords(noise),
        log: false,
        range: [0, 0.95],
        profiles: [
          profile("test error", noiseColours[1], "solid", epochs, testError),
          profile("training error", grey, "dash", epochs, trainError),
        ],
      };
    });
    return {
      label: `${width} hidden units`,
      figure: profiles(panels, {
        title: `${width} hidden units, ${parametersOf(width)} parameters: errors over epochs`,
        x: "epochs",
        y: "share of digits misclassified",
        logX: true,
        numbers: result.networks.map(({ noise, widths: all }) => {
          const { stopped, testError } = all[at] as (typeof all)[number];
          return `${noiseInWords(noise)}: test error ${percentInterval(stopped)} where validation error is least, ${percentInterval(testError.at(-1) as Interval)} at the end`;
        }),
      }),
    };
  });
  const [noisy] = noisiest(result.networks);
  const peak = widths.findIndex(({ width }) => width === noisy?.descents?.peak.x);
  return slider(steps, Math.max(0, peak));
}

function kindsOf({ features }: DoubleDescent): (keyof typeof kindNames)[] {
  return [...new Set(features.map(({ kind }) => kind))];
}

function profile(
  name: string,
  colour = grey,
  dash: Profile["dash"],
  x: readonly number[],
  values: readonly Interval[],
): Profile {
  return {
    name,
    colour,
    dash,
    x,
    mean: values.map(({ estimate }) => estimate),
    lower: values.map(({ lower }) => lower),
    upper: values.map(({ upper }) => upper),
  };
}

function ridgeName(ridge: number): string {
  return ridge > 0 && ridge < 0.1 ? `10<sup>−${Math.round(-Math.log10(ridge))}</sup>` : String(ridge);
}

function inWords(descents: DescentsOfMeans | null): string {
  if (descents === null) return "no peak";
  const { before, peak, after } = descents;
  return `test error ${percent(before.y)} at ${before.x}, ${percent(peak.y)} at ${peak.x}, ${percent(after.y)} at ${after.x}`;
}
