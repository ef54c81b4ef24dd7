import { formatNumber } from "../figures/index.js";
import {
  type ResetOrCarry,
  type ResetOrCarryOptions,
  type ResetOrCarryRow,
  resetOrCarry,
  resetOrCarryDefaults,
  resetOrCarryQuick,
} from "./resetOrCarry.js";
import { outcomeOf, publishedFaster, resetOrCarryFigure } from "./resetOrCarryReport.js";
import type { Check, Study, Verdict } from "./study.js";

/** Notebook 02. */
export const resetOrCarryStudy: Study<ResetOrCarryOptions, ResetOrCarry> = {
  name: "02-reset-vs-no-reset",
  section: "About the state of the optimizer",
  question: "Is the joint task learned faster where the optimizer's state is reset at each task?",
  defaults: resetOrCarryDefaults,
  quick: resetOrCarryQuick,
  run: resetOrCarry,
  figures: (result) => [
    {
      name: "02-reset-vs-no-reset",
      caption:
        "Updates to learn all ten digits jointly after five tasks of two digits, the optimizer's state reset at each task (filled) " +
        "against carried over (hollow), means with 95 % intervals. A thin line joins the two runs of a seed; where it rises to the right, resetting is faster.",
      figure: resetOrCarryFigure(result),
    },
  ],
  verdict,
  checks,
};

/** The optimizers of the notes, in their form. */
function printed(rows: readonly ResetOrCarryRow[]): readonly ResetOrCarryRow[] {
  return rows.filter(({ form }) => form === "printed");
}

/** Resetting is faster, or, with Adadelta, it is not. */
function holdsFor(row: ResetOrCarryRow): boolean {
  return (outcomeOf(row) === "faster") === publishedFaster(row);
}

function verdict({ rows }: ResetOrCarry): Verdict {
  const holding = printed(rows).filter(holdsFor).length;
  const answer =
    holding === printed(rows).length
      ? "agrees"
      : printed(rows).filter(publishedFaster).some(holdsFor)
        ? "depends"
        : "disagrees";
  return {
    answer,
    published: "resetting is faster for all optimizers but Adadelta",
    ours: `updates with a reset divided by those without: ${printed(rows)
      .map((row) => `${ratioInWords(row)} (${row.optimizer})`)
      .join(", ")}`,
  };
}

/** Estimate and interval, both ends written out: such intervals are not symmetric. */
function ratioInWords({ ratio: { estimate, lower, upper } }: ResetOrCarryRow): string {
  return `${formatNumber(estimate, 2)} [${formatNumber(lower, 2)}, ${formatNumber(upper, 2)}]`;
}

function checks({ options, rows }: ResetOrCarry): Check[] {
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
  ];
}
