import { formatInterval, formatNumber } from "momenta/figures";
import { nameWithState } from "../common/index.js";
import { claim, holdsWhere, question, type Statement, type Verdict } from "../core/index.js";
import type { SavingsColumn } from "./measure/columns.js";
import { resetEffects, type Savings } from "./result.js";

/** Whether savings have the published sign: decided where their interval excludes 0. */
function signVerdict({ published, savings: { lower, upper } }: SavingsColumn): Verdict {
  if (lower <= 0 && upper >= 0) return "undecided";
  return holdsWhere(published * lower > 0);
}

function isWithin({ published, savings: { lower, upper } }: SavingsColumn): boolean {
  return lower <= published && published <= upper;
}

function varianceInWords({ varianceExplained }: Savings): string {
  return `explain ${Math.round(100 * varianceExplained)} % of the variance of single runs`;
}

export function answer(result: Savings): string {
  const { columns } = result;
  const same = columns.filter(({ published, savings: { estimate } }) => published * estimate > 0);
  const sure = columns.filter((column) => signVerdict(column) === "holds");
  return (
    `${same.length} of ${columns.length} signs as published, ${sure.length} of them with an interval that excludes 0; ` +
    `${columns.filter(isWithin).length} published values lie within our intervals; optimizer and reset ${varianceInWords(result)}`
  );
}

export function claims(result: Savings): Statement[] {
  const { columns, varianceExplained } = result;
  return [
    ...columns.map((column) => {
      const { published, savings } = column;
      return claim(
        `${nameWithState(column)}: savings are ${published > 0 ? "above" : "below"} 0, ${formatNumber(published, 2)}`,
        signVerdict(column),
        formatInterval(savings, 2),
      );
    }),
    claim(
      "savings depend on the optimizer",
      holdsWhere(varianceExplained > 0.1),
      `it and the reset ${varianceInWords(result)}`,
    ),
    ...resetEffects(result).map(({ optimizer, difference, pValue }) =>
      claim(
        `${optimizer}: a reset makes a significant difference`,
        holdsWhere(pValue < 0.05, "undecided"),
        formatInterval(difference, 2),
      ),
    ),
    question(
      "do the published values lie within our intervals?",
      holdsWhere(columns.every(isWithin)),
      `${columns.filter(isWithin).length} published values lie within our intervals`,
    ),
  ];
}
