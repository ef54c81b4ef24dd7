import type { Execution } from "./execution.js";
import { type Savings, type SavingsColumn, type SavingsOptions, savings, savingsDefaults } from "./savings.js";
import {
  asPublished,
  countIn,
  type SavingsMap,
  type SavingsMapOptions,
  savingsMap,
  savingsMapDefaults,
  savingsMapQuick,
  surelyAsPublished,
} from "./savingsMap.js";
import { allSeven, savingsMapFigure, signShares } from "./savingsMapReport.js";
import { savingsFigure } from "./savingsReport.js";
import type { Check, Study, Verdict } from "./study.js";

/** The options of the table, and those of the map. */
export interface SavingsStudyOptions extends SavingsOptions {
  readonly map: SavingsMapOptions;
}

/** The table of the notes, and how far its signs depend on what they leave open. */
export interface SavingsResult extends Savings {
  readonly map: SavingsMap;
}

/** Notebook 01. */
export const savingsStudy: Study<SavingsStudyOptions, SavingsResult> = {
  name: "01-savings",
  section: "Last week results",
  question: "Is a task learned faster the second time?",
  defaults: { ...savingsDefaults, map: savingsMapDefaults },
  quick: { seeds: 3, map: { ...savingsMapDefaults, ...savingsMapQuick } },
  run,
  figures: (result) => [
    {
      name: "01-savings",
      caption:
        "Savings, 1 − (updates to relearn) / (updates to learn), in the notes' seven columns: ours as bars with 95 % intervals, " +
        "the published values as hollow bars. Above zero the task is learned faster the second time.",
      figure: savingsFigure(result),
    },
    {
      name: "01-savings-map",
      caption:
        "The percentage of settings in which the savings of each column have the published sign, in all settings and for each " +
        "answer to a question that the notes leave open. “Usual” are Adam and RMSProp as libraries have them, the others as the notes print them.",
      figure: savingsMapFigure(result.map),
    },
  ],
  verdict,
  checks,
};

async function run(options: Partial<SavingsStudyOptions> = {}, execution: Execution = {}): Promise<SavingsResult> {
  const { map, ...ofTable } = options;
  return { ...(await savings(ofTable, execution)), map: await savingsMap(map, execution) };
}

/** The columns with the published sign, and those with it in the whole of their interval. */
function signsOf(columns: readonly SavingsColumn[]) {
  return {
    same: columns.filter(({ published, savings: { estimate } }) => published * estimate > 0),
    sure: columns.filter(({ published, savings: { lower, upper } }) => published * lower > 0 && published * upper > 0),
    within: columns.filter(({ published, savings: { lower, upper } }) => lower <= published && published <= upper),
  };
}

function verdict({ columns, varianceExplained, map }: SavingsResult): Verdict {
  const { same, sure, within } = signsOf(columns);
  const percents = signShares(map).map(Math.round);
  return {
    answer: sure.length === columns.length ? "agrees" : same.length === 0 ? "disagrees" : "depends",
    published: "savings from −0.74 (Adam) to 0.70 (RMSProp), as the optimizer decides",
    ours:
      `${same.length} of ${columns.length} signs as published, ${sure.length} of them beyond the 95 % interval, ` +
      `${within.length} values within it; the column explains ${Math.round(100 * varianceExplained)} % of the variance of single runs; ` +
      `over ${map.settings.length} settings a sign is the published one in ${Math.min(...percents)} to ${Math.max(...percents)} % of them, ` +
      `all seven in ${allSeven(map, "printed")}`,
  };
}

function checks({ options, columns, varianceExplained, map }: SavingsResult): Check[] {
  const numbers = columns.flatMap(({ savings: { estimate, lower, upper } }) => [estimate, lower, upper]);
  const complete = columns.every(({ runs }) => runs.length === options.seeds);
  const { picked } = map;
  const before = countIn(picked.form, map.columns, picked.before, asPublished);
  const after = countIn(picked.form, map.columns, picked.after, surelyAsPublished);
  const [largest, smallest] = [Math.max(...signShares(map)), Math.min(...signShares(map))].map(Math.round);
  return [
    {
      claim: `seven columns of ${options.seeds} runs, every interval finite`,
      holds: columns.length === 7 && complete && numbers.every(Number.isFinite),
    },
    {
      claim: `savings depend on the optimizer: it explains ${Math.round(100 * varianceExplained)} % of the variance of single runs`,
      holds: varianceExplained > 0.1,
    },
    {
      claim: "the savings of some columns are above zero, of others below it, beyond the interval",
      holds: columns.some(({ savings: { lower } }) => lower > 0) && columns.some(({ savings: { upper } }) => upper < 0),
    },
    {
      claim: `some signs depend on the setting more than others: from ${smallest} to ${largest} % of the settings have the published one`,
      holds: (largest as number) - (smallest as number) >= 30,
    },
    {
      claim: `no setting gives all seven signs reliably: the best one has ${before} on the seeds that it was picked on, ${after} beyond the interval on fresh ones`,
      holds: after < 7,
    },
  ];
}
