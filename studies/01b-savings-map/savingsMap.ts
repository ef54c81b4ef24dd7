import { splitMnist } from "momenta/datasets";
import { type Interval, mean, meanInterval, savingsOf } from "momenta/statistics";
import { heldOutAccuracy, type Run, type StateAtSwitch } from "momenta/training";
import { publishedSavings, SAVINGS_VERSION } from "../01-savings/savings.js";
import { chosenOptions, type Execution, trainingIn } from "../common/execution.js";
import type { OpenChoices, OpenSetting } from "../common/map/openChoices.js";
import { overChoices } from "../common/map/overChoices.js";
import { usualForms } from "../common/map/usualForms.js";
import { type Method, setting } from "../common/setting.js";
import { round } from "../core/index.js";

/** What the map of savings leaves to choose; the defaults are `savingsMapDefaults`. */
export interface SavingsMapOptions {
  /** Runs of each column in each setting. */
  readonly seeds: number;
  readonly maxUpdates: number;
  readonly choices: OpenChoices;
  /** The seeds that the setting with the most published signs is run with again. */
  readonly freshSeeds: readonly number[];
}

/**
 * Tasks A and B: each task of the notes and the one after it, and the pair that makes [2, 3], which one caption of the notes
 * names, the second task.
 */
export const savingsMapDefaults: SavingsMapOptions = {
  seeds: 3,
  maxUpdates: setting.maxUpdates,
  choices: {
    criteria: [0.95, 0.98],
    batchSizes: [16, 64],
    widths: [25, 100],
    activations: ["relu", "tanh"],
    initializers: ["fanInUniform", "glorotUniform", "normal"],
    tasks: [
      ...setting.tasks.slice(1).map((task, index) => [setting.tasks[index] as readonly number[], task]),
      [
        [0, 1],
        [2, 3],
      ],
    ],
  },
  freshSeeds: Array.from({ length: 25 }, (_, index) => 26 + index),
};

/** Three settings with small networks: to see that everything works. */
export const savingsMapQuick: Partial<SavingsMapOptions> = {
  seeds: 2,
  choices: {
    ...savingsMapDefaults.choices,
    criteria: [0.95],
    batchSizes: [16],
    widths: [25],
    activations: ["relu"],
    tasks: savingsMapDefaults.choices.tasks.slice(0, 1),
  },
  freshSeeds: [26, 27],
};

/** A column of the table, in one of two forms of the optimizer. */
export interface SavingsMapColumn {
  readonly optimizer: string;
  /** As the notes print it, or as libraries have it (`usualForms`). */
  readonly form: "printed" | "usual";
  readonly stateAtSwitch: StateAtSwitch | null;
  readonly published: number;
}

/** What came of a column in a setting, to four digits. */
export interface MappedSavings {
  /** The mean of the runs' savings, with its 95 % interval. */
  readonly savings: Interval;
  /** 1 − (mean updates to relearn) / (mean updates to learn). */
  readonly ofMeans: number;
}

/** A setting and what came of each of the map's columns in it. */
export interface MappedSetting {
  readonly setting: OpenSetting;
  readonly columns: readonly MappedSavings[];
  /** Runs of all columns in which a task was given up. */
  readonly givenUp: number;
}

/** The savings in every combination of what the notes leave open. */
export interface SavingsMap {
  readonly options: SavingsMapOptions;
  readonly columns: readonly SavingsMapColumn[];
  readonly settings: readonly MappedSetting[];
  /** The setting with the most published signs, run again with fresh seeds. */
  readonly picked: Picked;
}

/** A setting that was picked because it agrees, and what is left of the agreement on fresh seeds. */
export interface Picked {
  readonly form: SavingsMapColumn["form"];
  readonly before: MappedSetting;
  readonly after: MappedSetting;
}

const measured: readonly {
  readonly method: Method;
  readonly form: SavingsMapColumn["form"];
  readonly savings: readonly (readonly [StateAtSwitch, number])[];
}[] = [
  ...publishedSavings.map((entry) => ({ ...entry, form: "printed" as const })),
  ...publishedSavings.flatMap((entry) => {
    const method = Object.values(usualForms).find(({ optimizer }) => optimizer.name === entry.method.optimizer.name);
    return method === undefined ? [] : [{ ...entry, method, form: "usual" as const }];
  }),
];

/**
 * The seven columns of the notes in every combination of what they leave open, those of Adam and RMSProp in their usual form
 * too. The setting that has the most of the published signs is then run with fresh seeds. Runs that are in the store are not
 * made again.
 *
 * @throws RangeError where an option is out of its range, naming it
 */
export async function savingsMap(
  options: Partial<SavingsMapOptions> = {},
  execution: Execution = {},
): Promise<SavingsMap> {
  const chosen = chosenOptions(savingsMapDefaults, options, savingsMapQuick, execution);
  const { choices, maxUpdates, freshSeeds } = chosen;
  const over = async (title: string, here: OpenChoices, seeds: number | readonly number[]) =>
    (
      await overChoices({
        title,
        choices: here,
        seeds,
        maxUpdates,
        methods: measured.map(({ method, savings }) => ({ method, ways: savings.map(([way]) => way) })),
        streamOf: ([a = [], b = []]) => splitMnist([a, b, a]),
        criterionOf: (threshold) => heldOutAccuracy(threshold),
        training: trainingIn(execution, "savings", SAVINGS_VERSION),
      })
    ).map(({ setting: at, runs }) => ({
      setting: at,
      columns: runs.flatMap(columnsOf),
      givenUp: runs.flat().filter(({ reached }) => reached.includes(false)).length,
    }));
  const columns = measured.flatMap(({ method, form, savings }) =>
    savings.map(([stateAtSwitch, value]) => ({
      optimizer: method.optimizer.name,
      form,
      stateAtSwitch: method.hasState ? stateAtSwitch : null,
      published: value,
    })),
  );
  const settings = await over("map of savings", choices, chosen.seeds);
  const { form, before } = mostAgreeing(settings, columns);
  const { criterion, batchSize, width, activation, initializer, tasks } = before.setting;
  const only: OpenChoices = {
    criteria: [criterion],
    batchSizes: [batchSize],
    widths: [width],
    activations: [activation],
    initializers: [initializer],
    tasks: [choices.tasks[tasks] ?? []],
  };
  const [again] = await over("fresh seeds", only, freshSeeds);
  return {
    options: chosen,
    columns,
    settings,
    picked: { form, before, after: { ...(again as MappedSetting), setting: before.setting } },
  };
}

/** What came of a method's runs, for each way in which its state was treated. */
function columnsOf(runs: readonly Run[], method: number): MappedSavings[] {
  return (measured[method]?.savings ?? []).map(([way]) => {
    const ofWay = runs.filter(({ stateAtSwitch }) => stateAtSwitch === way);
    const [learn, relearn] = [0, 2].map((task) =>
      ofWay.map(({ updatesToCriterion }) => updatesToCriterion[task] as number),
    ) as [number[], number[]];
    const { estimate, lower, upper } = meanInterval(
      learn.map((updates, run) => savingsOf(updates, relearn[run] as number)),
    );
    return {
      savings: { estimate: round(estimate), lower: round(lower), upper: round(upper) },
      ofMeans: round(savingsOf(mean(learn), mean(relearn))),
    };
  });
}

/** Whether the savings of a column have the sign that the notes report. */
export function asPublished({ savings }: MappedSavings, { published }: SavingsMapColumn): boolean {
  return savings.estimate * published > 0;
}

/** Whether they have the published sign in the whole of their interval. */
export function surelyAsPublished(
  { savings: { lower, upper } }: MappedSavings,
  { published }: SavingsMapColumn,
): boolean {
  return lower * published > 0 && upper * published > 0;
}

/** The places of the seven columns of the notes among those of the map, Adam and RMSProp in one form. */
export function tableIn(form: SavingsMapColumn["form"], columns: readonly SavingsMapColumn[]): number[] {
  const inForm = columns.filter((column) => column.form === form).map(({ optimizer }) => optimizer);
  return columns.flatMap((column, place) =>
    column.form === form || !inForm.includes(column.optimizer) ? [place] : [],
  );
}

/** How many of the seven columns in a form have what is asked of them. */
export function countIn(
  form: SavingsMapColumn["form"],
  columns: readonly SavingsMapColumn[],
  { columns: found }: MappedSetting,
  has: (savings: MappedSavings, column: SavingsMapColumn) => boolean,
): number {
  return tableIn(form, columns).filter((place) =>
    has(found[place] as MappedSavings, columns[place] as SavingsMapColumn),
  ).length;
}

/** The setting, and the form, with the most published signs; of those the one with the most that are sure; of those the first. */
function mostAgreeing(settings: readonly MappedSetting[], columns: readonly SavingsMapColumn[]): Omit<Picked, "after"> {
  const candidates = (["printed", "usual"] as const).flatMap((form) => settings.map((before) => ({ form, before })));
  const score = ({ form, before }: Omit<Picked, "after">) =>
    countIn(form, columns, before, asPublished) + countIn(form, columns, before, surelyAsPublished) / 100;
  return candidates.reduce((best, candidate) => (score(candidate) > score(best) ? candidate : best));
}
