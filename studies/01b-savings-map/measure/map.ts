import { splitMnist } from "momenta/datasets";
import { mean, meanInterval, savingsOf } from "momenta/statistics";
import { heldOutAccuracy, type Run } from "momenta/training";
import { countGivenUp, type Form, type OpenChoices, trainOverChoices } from "../../common/index.js";
import { type Context, round, roundInterval } from "../../core/index.js";
import type { SavingsMapOptions } from "../options.js";
import { compared } from "./columns.js";
import { asPublished, type ColumnSavings, countIn, type SettingSavings, surelyAsPublished } from "./signs.js";

/** A setting that was picked because it agrees, and what is left of the agreement on fresh seeds. */
export interface Picked {
  readonly form: Form;
  readonly before: SettingSavings;
  readonly after: SettingSavings;
}

/** The savings in all settings. */
export interface MappedSavings {
  readonly settings: readonly SettingSavings[];
  /** The setting with the most published signs, run again with fresh seeds. */
  readonly picked: Picked;
}

/**
 * The seven columns of the notes in every combination of what they leave open, those of Adam and RMSProp in their usual form
 * too. The setting that has the most of the published signs is then run with fresh seeds.
 */
export async function map(options: SavingsMapOptions, context: Context): Promise<MappedSavings> {
  const { seeds, maxUpdates, choices, freshSeeds } = options;
  const savingsIn = async (among: OpenChoices, seeds: number | readonly number[]): Promise<SettingSavings[]> => {
    const trained = await trainOverChoices(
      {
        choices: among,
        methods: compared.map(({ method, columns }) => ({
          method,
          ways: columns.map(({ stateAtSwitch }) => stateAtSwitch),
        })),
        seeds,
        maxUpdates,
        streamOf: ([a = [], b = []]) => splitMnist([a, b, a]),
        criterionOf: (accuracy) => heldOutAccuracy(accuracy),
      },
      context,
    );
    return trained.map(({ setting, runs }) => ({
      setting,
      columns: runs.flatMap(summarize),
      givenUp: countGivenUp(runs.flat()),
    }));
  };
  const settings = await savingsIn(choices, seeds);
  const { form, before } = mostAgreeing(settings);
  const { setting } = before;
  const [after] = await savingsIn(
    {
      criteria: [setting.criterion],
      batchSizes: [setting.batchSize],
      widths: [setting.width],
      activations: [setting.activation],
      initializers: [setting.initializer],
      tasks: choices.tasks.slice(setting.tasks, setting.tasks + 1),
    },
    freshSeeds,
  );
  return { settings, picked: { form, before, after: { ...(after as SettingSavings), setting } } };
}

/** What came of a method's runs, for each way in which its state was treated. */
function summarize(runs: readonly Run[], method: number): ColumnSavings[] {
  return (compared[method]?.columns ?? []).map(({ stateAtSwitch }) => {
    const own = runs.filter((run) => run.stateAtSwitch === stateAtSwitch);
    const learn = own.map(({ updatesToCriterion }) => updatesToCriterion[0] as number);
    const relearn = own.map(({ updatesToCriterion }) => updatesToCriterion[2] as number);
    return {
      savings: roundInterval(meanInterval(learn.map((updates, run) => savingsOf(updates, relearn[run] as number)))),
      ofMeans: round(savingsOf(mean(learn), mean(relearn))),
    };
  });
}

/** The setting, and the form, with the most published signs; of those the one with the most that are sure; of those the first. */
function mostAgreeing(settings: readonly SettingSavings[]): Omit<Picked, "after"> {
  const candidates = (["printed", "usual"] as const).flatMap((form) => settings.map((before) => ({ form, before })));
  const score = ({ form, before }: Omit<Picked, "after">) =>
    countIn(form, before, asPublished) + countIn(form, before, surelyAsPublished) / 100;
  return candidates.reduce((best, candidate) => (score(candidate) > score(best) ? candidate : best));
}
