import { fanInUniform, glorotUniform, type Initializer, normal } from "momenta/models";
import { choiceKind, digitsKind, group, list, listKind, numberKind, wholeKind } from "../../core/index.js";

/** Initial weights by name. */
export const initializers = { fanInUniform, glorotUniform, normal: normal(0.1) } as const satisfies Record<
  string,
  Initializer
>;

const activations = ["relu", "tanh"] as const;
const initializerNames = ["fanInUniform", "glorotUniform", "normal"] as const;

/**
 * What the notes leave open, as an option of a map: several answers to each question; a map has all combinations.
 *
 * @param criteria the accuracies at which what is measured counts as learned
 * @param tasks lists of tasks, each task the list of its digits
 */
export function choicesOption(criteria: readonly number[], tasks: readonly (readonly (readonly number[])[])[]) {
  return group("what the notes leave open; every combination is run", {
    criteria: list(criteria, "held-out accuracy at which what is measured is learned", numberKind({ above: 0, to: 1 })),
    batchSizes: list([16, 64], "images", wholeKind()),
    widths: list([25, 100], "units of each of the two hidden layers", wholeKind()),
    activations: list(activations, "units of the hidden layers", choiceKind(activations)),
    initializers: list(initializerNames, "initial weights", choiceKind(initializerNames)),
    tasks: list(tasks, "lists of tasks, each task the list of its digits", listKind(digitsKind)),
  });
}
export type OpenChoices = ReturnType<typeof choicesOption>["default"];

/** Narrow networks of ReLU units: three settings, to see that everything works. */
export function fewChoices(
  choices: OpenChoices,
  criteria: readonly number[],
  tasks: OpenChoices["tasks"],
): OpenChoices {
  return { ...choices, criteria, batchSizes: [16], widths: [25], activations: ["relu"], tasks };
}

/** A combination of answers; `tasks` is the place in the list of them. */
export interface OpenSetting {
  readonly criterion: number;
  readonly batchSize: number;
  readonly width: number;
  readonly activation: (typeof activations)[number];
  readonly initializer: (typeof initializerNames)[number];
  readonly tasks: number;
}

/** All combinations of what does not concern the tasks, the last choice changing fastest. */
export function networksOf(choices: OpenChoices): Omit<OpenSetting, "tasks">[] {
  return choices.criteria.flatMap((criterion) =>
    choices.batchSizes.flatMap((batchSize) =>
      choices.widths.flatMap((width) =>
        choices.activations.flatMap((activation) =>
          choices.initializers.map((initializer) => ({ criterion, batchSize, width, activation, initializer })),
        ),
      ),
    ),
  );
}
