import { formatInterval, formatPValue } from "momenta/figures";
import { pairedTTest } from "momenta/statistics";
import { claim, holdsAbove, holdsWhere, percent, question, type Statement, type Verdict } from "../core/index.js";
import type { Order } from "./measure/order.js";
import { type Comparison, compareBest, comparePublished, type OptimizerSpeed } from "./result.js";

export function answer(result: OptimizerSpeed): string {
  const published = comparePublished(result);
  const best = compareBest(result);
  const slowestFirst = ({ order }: Comparison) =>
    result.methods
      .map(({ optimizer }, at) => ({ optimizer, place: order.places[at] as number }))
      .sort((a, b) => a.place - b.place)
      .map(({ optimizer }) => optimizer)
      .join(", ");
  const correlation = ({ order }: Comparison) => formatInterval(order.correlation);
  return (
    `slowest first ${published.slice(0, 1).map((one) => `${one.where}: ${slowestFirst(one)}`)}; Kendall's τ with the published order ` +
    `${published.map((one) => `${correlation(one)} ${one.where}`).join(", ")}, ` +
    `${correlation(best)} with each method's best rate (${slowestFirst(best)})`
  );
}

/** Methods that use the first moment, each with one that does not. */
const pairs = [
  ["SGD + momentum", "SGD"],
  ["Adam", "RMSProp"],
] as const;

export function claims(result: OptimizerSpeed): Statement[] {
  const published = comparePublished(result);
  const best = compareBest(result);
  const names = result.methods.map(({ optimizer }) => optimizer);
  const compare = ({ updates }: Comparison, [one, other]: (typeof pairs)[number]) => {
    const [slower, faster] = [one, other].map((name) => updates[names.indexOf(name)] ?? []) as [number[], number[]];
    const { difference, pValue } = pairedTTest(slower, faster);
    return {
      verdict: holdsAbove(0, difference),
      numbers: `${formatInterval(difference, 1)}, p ${formatPValue(pValue)} before any adjustment`,
    };
  };
  return [
    ...published.map(({ where, order }) =>
      claim(`slowest first ${where}: ${names.join(", ")}`, orderVerdict(order), correlationInWords(order)),
    ),
    ...pairs.flatMap((pair) =>
      published.map((comparison) => {
        const { verdict, numbers } = compare(comparison, pair);
        const words = `${pair[0]}, which uses the first moment, takes more updates than ${pair[1]} ${comparison.where}`;
        return claim(words, verdict, numbers);
      }),
    ),
    ...[...published, best].map(({ where, order }) =>
      question(
        `does the order ${where} go with the published one, τ above 0?`,
        holdsAbove(0, order.correlation),
        correlationInWords(order),
      ),
    ),
    ...pairs.map((pair) => {
      const { verdict, numbers } = compare(best, pair);
      return question(`does ${pair[0]} take more updates than ${pair[1]} ${best.where}?`, verdict, numbers);
    }),
  ];
}

/** The published order: found in nearly all bootstrap samples, excluded by the interval of τ, or neither. */
function orderVerdict({ exactly, correlation }: Order): Verdict {
  return holdsWhere(exactly > 0.95, correlation.upper < 1 ? "fails" : "undecided");
}

function correlationInWords({ correlation, exactly }: Order): string {
  return `${formatInterval(correlation)}, exactly it in ${percent(exactly)} of bootstrap samples`;
}
