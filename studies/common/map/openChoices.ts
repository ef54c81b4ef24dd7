import { fanInUniform, glorotUniform, type Initializer, normal } from "momenta/models";

/** Where a network may start, by name. */
export const initializers = { fanInUniform, glorotUniform, normal: normal(0.1) } as const satisfies Record<
  string,
  Initializer
>;

/** What the notes leave open, several answers to each question; a map has all combinations. */
export interface OpenChoices {
  /** The accuracy at which what is measured counts as learned. */
  readonly criteria: readonly number[];
  readonly batchSizes: readonly number[];
  /** Units of each of the two hidden layers. */
  readonly widths: readonly number[];
  readonly activations: readonly ("relu" | "tanh")[];
  readonly initializers: readonly (keyof typeof initializers)[];
  /** Lists of tasks, each task the list of its digits. */
  readonly tasks: readonly (readonly (readonly number[])[])[];
}

/** A combination of all answers but the tasks. */
export interface OpenNetwork {
  readonly criterion: number;
  readonly batchSize: number;
  readonly width: number;
  readonly activation: "relu" | "tanh";
  readonly initializer: keyof typeof initializers;
}

/** A combination of answers; `tasks` is the place in the list of them. */
export interface OpenSetting extends OpenNetwork {
  readonly tasks: number;
}

/** All combinations of what does not concern the tasks, the last choice changing fastest. */
export function networksOf(choices: OpenChoices): OpenNetwork[] {
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

/** A choice with its answers in the words of a figure, and which settings have each of them. */
export interface Factor {
  readonly name: string;
  readonly levels: readonly { readonly label: string; has(setting: OpenSetting): boolean }[];
}

const startsInWords: Readonly<Record<keyof typeof initializers, string>> = {
  fanInUniform: "PyTorch",
  glorotUniform: "Glorot",
  normal: "N(0, .1²)",
};

/** The choices one by one. */
export function factorsOf(choices: OpenChoices, tasksInWords: (tasks: readonly (readonly number[])[]) => string) {
  const factor = <Name extends keyof OpenSetting>(
    name: string,
    key: Name,
    values: readonly OpenSetting[Name][],
    label: (value: OpenSetting[Name]) => string,
  ): Factor => ({
    name,
    levels: values.map((value) => ({ label: label(value), has: (setting) => setting[key] === value })),
  });
  return [
    factor("criterion", "criterion", choices.criteria, String),
    factor("batch", "batchSize", choices.batchSizes, String),
    factor("width", "width", choices.widths, String),
    factor("units", "activation", choices.activations, (activation) => (activation === "relu" ? "ReLU" : activation)),
    factor("initial weights", "initializer", choices.initializers, (name) => startsInWords[name]),
    factor(
      "tasks",
      "tasks",
      choices.tasks.map((_, index) => index),
      (index) => tasksInWords(choices.tasks[index] ?? []),
    ),
  ];
}
