import { formatInterval } from "momenta/figures";
import { inWords, layers, methodIn, pairedDifference, type SecondTask, shapeIn } from "../common/secondTask/index.js";
import type { Check, Verdict } from "../study.js";
import { descendsFromOutput, type Measure, measures, ratioOf, valuesOf } from "./orderings.js";
import { label } from "./study.js";

/** Whether both orderings come out, and whether they depend on how a layer is measured. */
export function secondMomentVerdict(result: SecondTask): Verdict {
  const { update, updatePerWeight, moment, momentPerWeight } = measures(result);
  const secondOverOutput = (measure: Measure) => ratioOf(valuesOf(result, measure, "beginning"), 1, 2);
  const orders = [moment, momentPerWeight].map((measure) => descendsFromOutput(valuesOf(result, measure, "overall")));
  const asNorm = [secondOverOutput(update).lower > 1, orders[0]];
  const perWeight = [secondOverOutput(updatePerWeight).lower > 1, orders[1]];
  const all = [...asNorm, ...perWeight];
  return {
    answer: all.every(Boolean) ? "agrees" : all.some(Boolean) ? "depends" : "disagrees",
    published:
      "at first the second layer is updated more than the output layer; second moment: output > second > first",
    ours:
      `over the first ${result.options.beginning} updates the second layer's are ${formatInterval(secondOverOutput(update))} times the output layer's as a norm, ` +
      `${formatInterval(secondOverOutput(updatePerWeight))} times for a weight; the norm of the second moment of the output layer is ` +
      `${formatInterval(ratioOf(valuesOf(result, moment, "overall"), 2, 1), 1)} times the second's, that ${formatInterval(ratioOf(valuesOf(result, moment, "overall"), 1, 0), 1)} times the first's`,
  };
}

/** What the notes claim of this section, and what its explanation rests on. */
export function secondMomentChecks(result: SecondTask): Check[] {
  const { update, updatePerWeight, moment, momentPerWeight } = measures(result);
  const atFirst = (measure: Measure) => ratioOf(valuesOf(result, measure, "beginning"), 1, 2);
  const order = (measure: Measure): Check => {
    const values = valuesOf(result, measure, "overall");
    return {
      claim: `${measure.words}: output > second > first layer, ratios ${formatInterval(ratioOf(values, 2, 1), 1)} and ${formatInterval(ratioOf(values, 1, 0), 1)}; in ${throughout(result, measure)} % of the updates`,
      holds: descendsFromOutput(values) && throughout(result, measure) === 100,
    };
  };
  const variation = (quantity: string) =>
    layers.map(({ layer }) => shapeIn(result, label, `${quantity}.${layer}`).variation);
  const [ofMoment, ofUpdate] = [variation("secondMoment"), variation("updateNorm")];
  const listed = (values: readonly (readonly number[])[]) => values.map((each) => inWords(each, 2)).join(", ");
  return [
    {
      claim: `at the beginning the second layer is updated more than the output layer, as a norm: ${formatInterval(atFirst(update))} times`,
      holds: atFirst(update).lower > 1,
    },
    {
      claim: `at the beginning a weight of the second layer is updated more than one of the output layer: ${formatInterval(atFirst(updatePerWeight))} times`,
      holds: atFirst(updatePerWeight).lower > 1,
    },
    order(moment),
    order(momentPerWeight),
    {
      claim: `the second moment is stable beside the updates: over the record its norm varies by ${listed(ofMoment)} of its mean, that of the update by ${listed(ofUpdate)}`,
      holds: layers.every(
        (_, at) => pairedDifference(ofMoment[at] as readonly number[], ofUpdate[at] as readonly number[]).upper < 0,
      ),
    },
  ];
}

/** In how many of a hundred updates the means of the layers stand as published. */
function throughout(result: SecondTask, { quantity, units }: Measure): number {
  const courses = methodIn(result, label).tasks[0]?.courses ?? {};
  const [first, second, output] = layers.map(({ layer }, at) =>
    (courses[`${quantity}.${layer}`]?.mean ?? []).map((value) => value / (units[at] as number)),
  ) as [number[], number[], number[]];
  const as = output.filter(
    (value, at) => value > (second[at] as number) && (second[at] as number) > (first[at] as number),
  );
  return Math.floor((100 * as.length) / output.length);
}
