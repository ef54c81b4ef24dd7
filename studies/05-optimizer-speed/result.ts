import { type Order, orderOf } from "./measure/order.js";
import { ordered } from "./measure/ordered.js";
import type { Published } from "./measure/published.js";
import type { SearchedRates } from "./measure/rates.js";
import type { RateSpeed } from "./measure/speed.js";
import type { OptimizerSpeedOptions } from "./options.js";

/** A method of the notes. */
export interface MethodSpeed extends SearchedRates {
  readonly optimizer: string;
  /** With the published learning rate, an entry for each of `secondTasks`. */
  readonly published: readonly RateSpeed[];
}

/** Updates to converge on the second task. */
export interface OptimizerSpeed {
  readonly options: OptimizerSpeedOptions;
  /** In the published order, the slowest first. */
  readonly methods: readonly MethodSpeed[];
  /** Adam with bias correction, which the notes' form does not have, an entry for each of `secondTasks`. */
  readonly biasCorrectedAdam: readonly RateSpeed[];
}

export function assemble(
  options: OptimizerSpeedOptions,
  { published, rates }: { readonly published: Published; readonly rates: readonly SearchedRates[] },
): OptimizerSpeed {
  const methods = rates.map((searched, at) => ({
    optimizer: ordered[at]?.method.optimizer.name as string,
    published: published.methods[at] as readonly RateSpeed[],
    ...searched,
  }));
  return { options, methods, biasCorrectedAdam: published.biasCorrectedAdam };
}

/** Updates of all methods on one task, with the published rates or each with its best one. */
export interface Comparison {
  /** The digits of the task, or “best rates”. */
  readonly name: string;
  /** “on [3, 4]”, “with the best rates”. */
  readonly where: string;
  /** `updates[method][seed]`. */
  readonly updates: readonly (readonly number[])[];
  readonly order: Order;
}

/** The comparisons with the published rates, one for each second task. */
export function comparePublished({ options, methods }: OptimizerSpeed): Comparison[] {
  return options.secondTasks.map((digits, task) => {
    const updates = methods.map(({ published }) => (published[task] as RateSpeed).updates);
    const name = digitsInWords(digits);
    return { name, where: `on ${name}`, updates, order: orderOf(updates) };
  });
}

/** The comparison with each method's best rate. */
export function compareBest({ methods }: OptimizerSpeed): Comparison {
  const updates = methods.map(({ best }) => best.updates);
  return { name: "best rates", where: "with the best rates", updates, order: orderOf(updates) };
}

export function digitsInWords(digits: readonly number[]): string {
  return `[${digits.join(", ")}]`;
}
