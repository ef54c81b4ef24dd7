import { Table } from "momenta/figures";
import { meanInterval } from "momenta/statistics";
import { last } from "../core/index.js";
import { healthy, symptoms } from "./measure/symptoms.js";
import type { Losses, Setting } from "./measure/trainTogether.js";
import { factorOf, signIn, symptomOf, type TrainingProcedureResult, treatedBy } from "./result.js";

/** Every symptom with the remedies that the source has for it. */
export function remedies(result: TrainingProcedureResult): Table {
  const { seeds, updates } = result.options;
  return new Table(
    `Symptom, remedy, and what it brought: ${seeds} seeds, ${updates} updates; the last symptom is about the loss of digits in no part over the test loss`,
    [
      { heading: "symptom" },
      { heading: "here" },
      { heading: "remedy" },
      { heading: "loss" },
      { heading: "before", decimals: 3 },
      { heading: "after", decimals: 3 },
      { heading: "after / before", decimals: 3 },
    ],
    symptoms.flatMap(({ name, sign, differs, remedies: recommended }) =>
      recommended.map((remedy) => {
        const over = (some: readonly Losses[]) => meanInterval(some.map((one) => signIn(sign, one)));
        return [
          name,
          inWords(differs),
          remedy,
          sign,
          over(symptomOf(result, name).before),
          over(treatedBy(result, name, remedy)?.losses ?? []),
          factorOf(result, name, remedy),
        ];
      }),
    ),
  );
}

/** The losses of the parts before anything is done. */
export function losses(result: TrainingProcedureResult): Table {
  const over = (some: readonly Losses[], of: (one: Losses) => number) => meanInterval(some.map(of));
  const row = (name: string, some: readonly Losses[]) => [
    name,
    over(some, ({ training }) => last(training)),
    over(some, ({ training, penalty }) => last(training) + penalty),
    over(some, ({ validation }) => validation),
    over(some, ({ test }) => last(test)),
    over(some, ({ unseen }) => unseen),
  ];
  return new Table(
    `Losses after ${result.options.updates} updates, before any remedy`,
    [
      { heading: "symptom" },
      { heading: "training" },
      { heading: "training, with penalty" },
      { heading: "validation" },
      { heading: "test" },
      { heading: "digits in no part" },
    ],
    [
      row(`none: ${inWords(healthy)}`, result.treatments.healthy),
      ...symptoms.map(({ name }) => row(name, symptomOf(result, name).before)),
    ],
  );
}

function inWords({ learningRate, weightDecay, width, samples, division }: Partial<Setting>): string {
  return [
    learningRate === undefined ? undefined : `rate ${learningRate}`,
    weightDecay === undefined ? undefined : `λ ${weightDecay}`,
    width === undefined ? undefined : `${width} units`,
    samples === undefined ? undefined : `${samples} digits`,
    division,
  ]
    .filter((part) => part !== undefined)
    .join(", ");
}
