import type { Check, Verdict } from "../study.js";
import type { Savings, SavingsColumn } from "./savings.js";

/** The columns with the published sign, and those with it in the whole of their interval. */
function signsOf(columns: readonly SavingsColumn[]) {
  return {
    same: columns.filter(({ published, savings: { estimate } }) => published * estimate > 0),
    sure: columns.filter(({ published, savings: { lower, upper } }) => published * lower > 0 && published * upper > 0),
    within: columns.filter(({ published, savings: { lower, upper } }) => lower <= published && published <= upper),
  };
}

export function savingsVerdict({ columns, varianceExplained }: Savings): Verdict {
  const { same, sure, within } = signsOf(columns);
  return {
    answer: sure.length === columns.length ? "agrees" : same.length === 0 ? "disagrees" : "depends",
    published: "savings from −0.74 (Adam) to 0.70 (RMSProp), as the optimizer decides",
    ours:
      `${same.length} of ${columns.length} signs as published, ${sure.length} of them with an interval that excludes 0; ` +
      `${within.length} published values lie within our intervals; optimizer and reset explain ` +
      `${Math.round(100 * varianceExplained)} % of the variance of single runs`,
  };
}

export function savingsChecks({ options, columns, varianceExplained }: Savings): Check[] {
  const numbers = columns.flatMap(({ savings: { estimate, lower, upper } }) => [estimate, lower, upper]);
  const complete = columns.every(({ runs }) => runs.length === options.seeds);
  return [
    {
      claim: `seven columns of ${options.seeds} runs, every interval finite`,
      holds: columns.length === 7 && complete && numbers.every(Number.isFinite),
    },
    {
      claim: `savings depend on the optimizer: it and the reset explain ${Math.round(100 * varianceExplained)} % of the variance of single runs`,
      holds: varianceExplained > 0.1,
    },
    {
      claim: "the savings of some columns are above zero, of others below it, beyond the interval",
      holds: columns.some(({ savings: { lower } }) => lower > 0) && columns.some(({ savings: { upper } }) => upper < 0),
    },
  ];
}
