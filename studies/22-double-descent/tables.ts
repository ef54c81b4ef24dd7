import { formatInterval, Table } from "momenta/figures";
import { percent, percentInterval } from "../core/index.js";
import type { DescentsOfMeans } from "./measure/featureSummary.js";
import { countParameters } from "./measure/networkRun.js";
import { atPeak, curveName, interpolating, noiseInWords, trainingDigits } from "./reading.js";
import type { DoubleDescent } from "./result.js";

/** Both minima and the peak of every curve of the solution of least norm, and of the ridge chosen on validation digits. */
export function descents(result: DoubleDescent): Table {
  const row = (name: string, ridge: string, found: DescentsOfMeans | null) => [
    name,
    ridge,
    found === null ? "none" : `${percent(found.before.y, 1)} at ${found.before.x}`,
    found === null ? "none" : `${percent(found.peak.y, 1)} at ${found.peak.x}`,
    found === null ? "none" : formatInterval(found.peakOfSeeds, 0),
    found === null ? "none" : `${percent(found.after.y, 1)} at ${found.after.x}`,
    found === null ? "none" : percentInterval(found.gain, 1),
  ];
  return new Table(
    `Test error over the number of features, n = ${trainingDigits(result)}; peak of the seeds: mean and 95 % interval of where it is`,
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
      row(curveName(curves), "0", curves.descents[0] ?? null),
      row(curveName(curves), "chosen", curves.tunedDescents),
    ]),
  );
}

/** The networks at the first minimum, at the peak, the narrowest that learns all labels, and the widest. */
export function networkErrors(result: DoubleDescent): Table {
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
                countParameters(network.width),
                ...[network.trainError.at(-1), network.testError.at(-1), network.stopped].map((value) =>
                  value === undefined ? undefined : percentInterval(value, 1),
                ),
                network.stoppedAt,
                percentInterval(network.fallOverEpochs, 1),
              ],
            ],
      );
    }),
  );
}
