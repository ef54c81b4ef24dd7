import { formatDigits, formatNumber } from "momenta/figures";
import { isResetPublishedFaster, nameWithForm } from "../common/index.js";
import { claim, holdsWhere, question, type Statement, type Verdict } from "../core/index.js";
import type { ResetOrCarryRow } from "./measure/rows.js";
import { effectOf, type ResetOrCarry } from "./result.js";

/** Estimate and interval, both ends written out: such intervals are not symmetric. */
function ratioInWords({ ratio: { estimate, lower, upper } }: ResetOrCarryRow): string {
  return `${formatNumber(estimate, 2)} [${formatNumber(lower, 2)}, ${formatNumber(upper, 2)}]`;
}

export function answer({ rows }: ResetOrCarry): string {
  const ratios = rows.filter(({ form }) => form === "printed").map((row) => `${ratioInWords(row)} (${row.optimizer})`);
  return `updates with a reset divided by those without, above 1 where resetting is slower: ${ratios.join(", ")}`;
}

export function claims({ rows }: ResetOrCarry): Statement[] {
  return rows.map((row) => {
    const name = nameWithForm(row);
    const ratio = ratioInWords(row);
    if (row.form === "usual") return question(`${name}: is resetting faster?`, isFaster(row), ratio);
    const numbers = `ratio ${ratio}, adjusted p ${formatDigits(row.pValue, 2)}`;
    return isResetPublishedFaster(row.optimizer)
      ? claim(`${name}: resetting is faster`, isFaster(row), numbers)
      : claim(`${name}: resetting is not clearly faster`, holdsWhere(effectOf(row) !== "faster"), numbers);
  });
}

function isFaster(row: ResetOrCarryRow): Verdict {
  const effect = effectOf(row);
  return effect === "no difference" ? "undecided" : holdsWhere(effect === "faster");
}
