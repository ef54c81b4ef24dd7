import { type Interval, meanInterval } from "momenta/statistics";
import { type Context, last, round, roundInterval } from "../../core/index.js";
import type { TrainingProcedureOptions } from "../options.js";
import { digitTable } from "./digits.js";
import { doses, healthy, type RemedyName, remedyNames, type SymptomName, symptoms } from "./symptoms.js";
import { type Losses, type Setting, trainTogether } from "./trainTogether.js";

/** A symptom before anything is done. */
export interface Untreated {
  readonly name: SymptomName;
  readonly setting: Setting;
  /** Seed by seed. */
  readonly before: readonly Losses[];
  /** With each remedy that has something to change. */
  readonly after: Partial<Record<RemedyName, Treated>>;
}

/** What a remedy made of it, seed by seed; of its doses each seed has the one with its least validation loss. */
export interface Treated {
  readonly doses: readonly Dose[];
  readonly chosen: readonly Setting[];
  readonly losses: readonly Losses[];
}

/** What a dose alone makes of it, over the seeds. */
export interface Dose {
  readonly setting: Setting;
  readonly training: Interval;
  readonly test: Interval;
}

/** All symptoms, each with all remedies. */
export interface Treatments {
  readonly healthy: readonly Losses[];
  readonly symptoms: readonly Untreated[];
  /** Updates at the start and after each record. */
  readonly at: readonly number[];
}

export const RECORDS = 20;
/** Settings to a program, so that its memory stays small. */
const AT_ONCE = 8;

/** Trains every symptom without and with every remedy, on the same seeds. */
export async function treatments(
  { seeds, updates }: TrainingProcedureOptions,
  { map, compiler }: Context,
): Promise<Treatments> {
  const ill = symptoms.map(({ name, differs }) => {
    const setting = { ...healthy, ...differs };
    return { name, setting, doses: remedyNames.map((remedy) => ({ remedy, settings: doses(remedy, setting) })) };
  });
  const all = [
    healthy,
    ...ill.flatMap(({ setting, doses }) => [setting, ...doses.flatMap(({ settings }) => settings)]),
  ];
  const distinct = [...new Map(all.map((setting) => [keyOf(setting), setting])).values()];
  const table = digitTable();
  const groups = groupsOf(distinct);
  const runs = { seeds: Array.from({ length: seeds }, (_, at) => at + 1), updates, records: RECORDS };
  const found = await map(groups, "groups of settings", (settings) => trainTogether(settings, runs, table, compiler));
  table.images.dispose();
  const known = new Map(
    groups.flatMap((settings, group) => settings.map((one, at) => [keyOf(one), found[group]?.[at] as Losses[]])),
  );
  const losses = (setting: Setting) => known.get(keyOf(setting)) as Losses[];
  return {
    healthy: losses(healthy).map(rounded),
    at: Array.from({ length: RECORDS + 1 }, (_, record) => (record * updates) / RECORDS),
    symptoms: ill.map(({ name, setting, doses: offered }) => ({
      name,
      setting,
      before: losses(setting).map(rounded),
      after: Object.fromEntries(
        offered
          .filter(({ settings }) => settings.length > 0)
          .map(({ remedy, settings }) => [remedy, bestDoses(settings, settings.map(losses))]),
      ),
    })),
  };
}

const keyOf = (setting: Setting) => JSON.stringify(Object.entries(setting).sort());

/** Settings of one width and one number of digits together, a few at a time, those that take longest first. */
function groupsOf(settings: readonly Setting[]): Setting[][] {
  const kindOf = ({ width, samples }: Setting) => `${width} units, ${samples} digits`;
  return [...new Set(settings.map(kindOf))]
    .map((kind) => settings.filter((setting) => kindOf(setting) === kind))
    .sort(([a], [b]) => (b?.width ?? 0) - (a?.width ?? 0))
    .flatMap((some) =>
      Array.from({ length: Math.ceil(some.length / AT_ONCE) }, (_, at) => some.slice(at * AT_ONCE, (at + 1) * AT_ONCE)),
    );
}

/** For every seed the setting with its least validation loss. */
export function bestDoses(settings: readonly Setting[], losses: readonly (readonly Losses[])[]): Treated {
  const best = (losses[0] ?? []).map((_, seed) => {
    const validation = losses.map((runs) => (runs[seed] as Losses).validation);
    return validation.indexOf(Math.min(...validation));
  });
  return {
    doses: settings.map((setting, at) => {
      const over = (value: (one: Losses) => number) => roundInterval(meanInterval((losses[at] ?? []).map(value)));
      return { setting, training: over(({ training }) => last(training)), test: over(({ test }) => last(test)) };
    }),
    chosen: best.map((at) => settings[at] as Setting),
    losses: best.map((at, seed) => rounded(losses[at]?.[seed] as Losses)),
  };
}

function rounded({ training, test, validation, unseen, penalty }: Losses): Losses {
  return {
    training: training.map((loss) => round(loss)),
    test: test.map((loss) => round(loss)),
    validation: round(validation),
    unseen: round(unseen),
    penalty: round(penalty),
  };
}
