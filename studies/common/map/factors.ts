import type { Share, ShareGroup } from "momenta/figures";
import { last } from "../../core/index.js";
import type { OpenChoices, OpenSetting } from "./choices.js";
import { percentage, shareWhere } from "./share.js";

/** A question that the notes leave open with its answers in the words of a figure, and which settings have each of them. */
export interface Factor {
  readonly name: string;
  readonly levels: readonly { readonly label: string; has(setting: OpenSetting): boolean }[];
}

/** What came of a setting. */
interface Entry {
  readonly setting: OpenSetting;
}

const initialWeights: Readonly<Record<OpenSetting["initializer"], string>> = {
  fanInUniform: "PyTorch",
  glorotUniform: "Glorot",
  normal: "N(0, .1²)",
};

/** The choices one by one. */
export function factorsOf(
  choices: OpenChoices,
  tasksInWords: (tasks: readonly (readonly number[])[]) => string,
): Factor[] {
  const factor = <Key extends keyof OpenSetting>(
    name: string,
    key: Key,
    values: readonly OpenSetting[Key][],
    label: (value: OpenSetting[Key], index: number) => string,
  ): Factor => ({
    name,
    levels: values.map((value, index) => ({ label: label(value, index), has: (setting) => setting[key] === value })),
  });
  const tasks = [...choices.tasks.keys()];
  const tasksLabels = choices.tasks.map(tasksInWords);
  return [
    factor("criterion", "criterion", choices.criteria, String),
    factor("batch", "batchSize", choices.batchSizes, String),
    factor("width", "width", choices.widths, String),
    factor("units", "activation", choices.activations, (activation) => (activation === "relu" ? "ReLU" : activation)),
    factor("initial weights", "initializer", choices.initializers, (name) => initialWeights[name]),
    factor("tasks", "tasks", tasks, (index) => tasksLabels[index] as string),
  ];
}

/** The columns of a map's figure: all settings, then the levels of each factor. */
export function groupsOf(factors: readonly Factor[]): ShareGroup[] {
  return [
    { name: "", levels: ["all"] },
    ...factors.map(({ name, levels }) => ({ name, levels: levels.map(({ label }) => label) })),
  ];
}

/** In how many settings something holds: in all, then for each level of each factor. */
export function sharesByFactor<One extends Entry>(
  entries: readonly One[],
  factors: readonly Factor[],
  holds: (entry: One) => boolean,
): Share[] {
  const levels = factors.flatMap((factor) => factor.levels);
  return [shareWhere(entries, holds), ...levels.map((level) => shareWhere(at(level, entries), holds))];
}

/** The factor whose levels differ most in share, with the levels of the smallest and of the largest share; “nothing” where none differ. */
export function strongestFactor<One extends Entry>(
  entries: readonly One[],
  factors: readonly Factor[],
  holds: (entry: One) => boolean,
): string {
  const spreads = factors.map(({ name, levels }) => {
    const percentages = levels
      .map((level) => ({ label: level.label, percent: Math.round(percentage(shareWhere(at(level, entries), holds))) }))
      .sort((a, b) => a.percent - b.percent);
    const [low] = percentages as [(typeof percentages)[0]];
    const high = last(percentages);
    return {
      words: `${name}: ${low.label} ${low.percent} %, ${high.label} ${high.percent} %`,
      by: high.percent - low.percent,
    };
  });
  return spreads.reduce((most, spread) => (spread.by > most.by ? spread : most), { words: "nothing", by: 0 }).words;
}

/** The entries whose setting has a level. */
function at<One extends Entry>({ has }: Factor["levels"][number], entries: readonly One[]): One[] {
  return entries.filter(({ setting }) => has(setting));
}
