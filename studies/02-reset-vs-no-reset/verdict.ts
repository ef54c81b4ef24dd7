import { formatNumber } from "momenta/figures";
import type { Check, Verdict } from "../study.js";
import { outcomeOf, publishedFaster } from "./report.js";
import type { ResetOrCarry, ResetOrCarryRow } from "./resetOrCarry.js";

/** The optimizers of the notes, in their form. */
function printed(rows: readonly ResetOrCarryRow[]): readonly ResetOrCarryRow[] {
  return rows.filter(({ form }) => form === "printed");
}

/** Resetting is faster, or, with Adadelta, it is not. */
function holdsFor(row: ResetOrCarryRow): boolean {
  return (outcomeOf(row) === "faster") === publishedFaster(row);
}

export function resetOrCarryVerdict({ rows }: ResetOrCarry): Verdict {
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
    ours: `updates with a reset divided by those without, above 1 where resetting is slower: ${printed(rows)
      .map((row) => `${ratioInWords(row)} (${row.optimizer})`)
      .join(", ")}`,
  };
}

/** Estimate and interval, both ends written out: such intervals are not symmetric. */
function ratioInWords({ ratio: { estimate, lower, upper } }: ResetOrCarryRow): string {
  return `${formatNumber(estimate, 2)} [${formatNumber(lower, 2)}, ${formatNumber(upper, 2)}]`;
}

export function resetOrCarryChecks({ options, rows }: ResetOrCarry): Check[] {
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
