import { formatInterval, Table } from "momenta/figures";
import { claims } from "./claims.js";
import type { DoubleDescent } from "./doubleDescent.js";
import type { DescentsOfMeans } from "./featureSummary.js";
import { parametersOf } from "./networkRuns.js";
import { atPeak, digitsOf, interpolating, nameOf, noiseInWords, percent, percentInterval } from "./reading.js";

/** What the slides say beside what came out here. */
export function doubleDescentTable(result: DoubleDescent): Table {
  return new Table(
    `The slides' claims, and ours: means and 95 % intervals of ${result.options.seeds} samples of ${digitsOf(result)} digits`,
    [{ heading: "the slides" }, { heading: "ours" }, { heading: "holds" }],
    claims(result).map(({ published, ours, holds }) => [published, ours, holds ? "yes" : "no"]),
  );
}

/** Both minima and the peak of every curve of the solution of least norm, and of the ridge chosen on validation digits. */
export function descentsTable(result: DoubleDescent): Table {
  const row = (name: string, ridge: string, descents: DescentsOfMeans | null) => [
    name,
    ridge,
    descents === null ? "none" : `${percent(descents.before.y)} at ${descents.before.x}`,
    descents === null ? "none" : `${percent(descents.peak.y)} at ${descents.peak.x}`,
    descents === null ? "none" : formatInterval(descents.peakOfSeeds, 0),
    descents === null ? "none" : `${percent(descents.after.y)} at ${descents.after.x}`,
    descents === null ? "none" : percentInterval(descents.gain),
  ];
  return new Table(
    `Test error over the number of features, n = ${digitsOf(result)}; peak of the seeds: mean and 95 % interval of where it is`,
    [
      { heading: "features" },
      { heading: "ridge" },
      { heading: "first minimum" },
      { heading: "peak" },
      { heading: "peak of the seeds" },
      { heading: "second minimum" },
      { heading: "second − first" },
    ],
    result.features.flatMap((curves) => [
      row(nameOf(curves), "0", curves.descents[0] ?? null),
      row(nameOf(curves), "chosen", curves.tunedDescents),
    ]),
  );
}

/** The networks at the first minimum, at the peak, the narrowest that learns all labels, and the widest. */
export function networksTable(result: DoubleDescent): Table {
  const { seeds, samples, epochs } = result.options.network;
  return new Table(
    `Networks trained on ${samples} digits for ${epochs.at(-1)} epochs: mean and 95 % interval of ${seeds} runs`,
    [
      { heading: "labels" },
      { heading: "network" },
      { heading: "hidden units" },
      { heading: "parameters" },
      { heading: "training error" },
      { heading: "test error" },
      { heading: "stopped on validation digits" },
      { heading: "at epoch", decimals: 0 },
      { heading: "fall of test error over epochs" },
    ],
    result.networks.flatMap((curves) => {
      const rows = [
        ["first minimum", curves.widths.find(({ width }) => width === curves.descents?.before.x)],
        ["peak", curves.descents === null ? undefined : atPeak(curves)],
        ["first to learn all labels", interpolating(curves)],
        ["widest", curves.widths.at(-1)],
      ] as const;
      return rows.flatMap(([name, network]) =>
        network === undefined
          ? []
          : [
              [
                noiseInWords(curves.noise),
                name,
                network.width,
                parametersOf(network.width),
                ...[network.trainError.at(-1), network.testError.at(-1), network.stopped].map((value) =>
                  value === undefined ? undefined : percentInterval(value),
                ),
                network.stoppedAt,
                percentInterval(network.fallOverEpochs),
              ],
            ],
      );
    }),
  );
}
