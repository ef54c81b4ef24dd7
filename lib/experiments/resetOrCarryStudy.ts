import { formatNumber } from "../figures/index.js";
import type { Execution } from "./execution.js";
import {
  type ResetOrCarry,
  type ResetOrCarryOptions,
  type ResetOrCarryRow,
  resetOrCarry,
  resetOrCarryDefaults,
  resetOrCarryQuick,
} from "./resetOrCarry.js";
import {
  type ResetOrCarryMap,
  type ResetOrCarryMapOptions,
  resetOrCarryMap,
  resetOrCarryMapDefaults,
  resetOrCarryMapQuick,
} from "./resetOrCarryMap.js";
import {
  fasterShares,
  nameOf,
  outcomeOf,
  publishedFaster,
  resetOrCarryFigure,
  resetOrCarryMapFigure,
} from "./resetOrCarryReport.js";
import type { Check, Study, Verdict } from "./study.js";

/** The options of the comparison, and those of the map. */
export interface ResetOrCarryStudyOptions extends ResetOrCarryOptions {
  readonly map: ResetOrCarryMapOptions;
}

/** Reset against carried over, and how far that depends on what the notes leave open. */
export interface ResetOrCarryResult extends ResetOrCarry {
  readonly map: ResetOrCarryMap;
}

/** Notebook 02. */
export const resetOrCarryStudy: Study<ResetOrCarryStudyOptions, ResetOrCarryResult> = {
  name: "02-reset-vs-no-reset",
  section: "About the state of the optimizer",
  question: "Is the joint task learned faster where the optimizer's state is reset at each task?",
  defaults: { ...resetOrCarryDefaults, map: resetOrCarryMapDefaults },
  quick: { ...resetOrCarryQuick, map: { ...resetOrCarryMapDefaults, ...resetOrCarryMapQuick } },
  run,
  figures: (result) => [
    {
      name: "02-reset-vs-no-reset",
      caption:
        "Updates to learn all ten digits jointly after five tasks of two digits, the optimizer's state reset at each task (filled) " +
        "against carried over (hollow), means with 95 % intervals. A thin line joins the two runs of a seed; where it rises to the right, resetting is faster.",
      figure: resetOrCarryFigure(result),
    },
    {
      name: "02-reset-vs-no-reset-map",
      caption:
        "The percentage of settings in which resetting is faster on the joint task, in all settings and for each answer to a " +
        "question that the notes leave open. “Usual” is Adam as libraries have it, the others are as the notes print them.",
      figure: resetOrCarryMapFigure(result.map),
    },
  ],
  verdict,
  checks,
};

async function run(
  options: Partial<ResetOrCarryStudyOptions> = {},
  execution: Execution = {},
): Promise<ResetOrCarryResult> {
  const { map, ...ofComparison } = options;
  return { ...(await resetOrCarry(ofComparison, execution)), map: await resetOrCarryMap(map, execution) };
}

/** The optimizers of the notes, in their form. */
function printed(rows: readonly ResetOrCarryRow[]): readonly ResetOrCarryRow[] {
  return rows.filter(({ form }) => form === "printed");
}

/** Resetting is faster, or, with Adadelta, it is not. */
function holdsFor(row: ResetOrCarryRow): boolean {
  return (outcomeOf(row) === "faster") === publishedFaster(row);
}

function verdict({ rows, map }: ResetOrCarryResult): Verdict {
  const holding = printed(rows).filter(holdsFor).length;
  const percents = fasterShares(map).map(Math.round);
  return {
    answer:
      holding === printed(rows).length
        ? "agrees"
        : printed(rows).filter(publishedFaster).some(holdsFor)
          ? "depends"
          : "disagrees",
    published: "resetting is faster for all optimizers but Adadelta",
    ours:
      `updates with a reset divided by those without: ${printed(rows)
        .map((row) => `${ratioInWords(row)} (${row.optimizer})`)
        .join(", ")}; over ${map.settings.length} settings ` +
      `resetting is faster in ${map.optimizers.map((optimizer, place) => `${percents[place]} % (${nameOf(optimizer)})`).join(", ")}`,
  };
}

/** Estimate and interval, both ends written out: such intervals are not symmetric. */
function ratioInWords({ ratio: { estimate, lower, upper } }: ResetOrCarryRow): string {
  return `${formatNumber(estimate, 2)} [${formatNumber(lower, 2)}, ${formatNumber(upper, 2)}]`;
}

function checks({ options, rows, map }: ResetOrCarryResult): Check[] {
  const complete = rows.every(({ reset, carriedOver }) =>
    [reset, carriedOver].every(({ updates }) => updates.length === options.seeds && updates.every(Number.isFinite)),
  );
  return [
    { claim: `${rows.length} optimizers, ${options.seeds} pairs of runs each, every number finite`, holds: complete },
    ...printed(rows).map((row) => ({
      claim:
        `${row.optimizer}: resetting is ${publishedFaster(row) ? "faster" : "not faster"} ` +
        `(ratio ${ratioInWords(row)}, adjusted p ${row.pValue.toPrecision(2)})`,
      holds: holdsFor(row),
    })),
    {
      claim: `the map has ${map.settings.length} settings, every number finite`,
      holds: map.settings.every(({ optimizers }) =>
        optimizers.every(({ reset, carriedOver }) => Number.isFinite(reset) && Number.isFinite(carriedOver)),
      ),
    },
  ];
}
