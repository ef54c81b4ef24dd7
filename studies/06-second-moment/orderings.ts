import { type Interval, meanInterval } from "momenta/statistics";
import { layerSizes, layers, type SecondTask, shapeIn } from "../common/secondTask/index.js";
import { label } from "./study.js";

/** A quantity of the three layers, each divided by its own unit. */
export interface Measure {
  readonly words: string;
  readonly quantity: "updateNorm" | "secondMoment" | "secondMomentMean";
  readonly units: readonly number[];
}

/** What “a layer's update” and “a layer's second moment” may mean: all of the layer, or a weight of it. */
export function measures({ options }: SecondTask) {
  const roots = layerSizes(options.hidden).map(Math.sqrt);
  const ones = [1, 1, 1];
  return {
    update: { words: "norm of the update", quantity: "updateNorm", units: ones },
    updatePerWeight: { words: "update per weight", quantity: "updateNorm", units: roots },
    moment: { words: "norm of the second moment", quantity: "secondMoment", units: ones },
    momentPerWeight: { words: "second moment per weight", quantity: "secondMomentMean", units: ones },
  } as const satisfies Record<string, Measure>;
}

/** The values of a measure in each run, a list for each layer. */
export function valuesOf(
  result: SecondTask,
  { quantity, units }: Measure,
  when: "first" | "beginning" | "overall",
  task = 0,
): readonly (readonly number[])[] {
  return layers.map(({ layer }, at) =>
    shapeIn(result, label, `${quantity}.${layer}`, task)[when].map((value) => value / (units[at] as number)),
  );
}

/** The ratio of one layer's value to another's, as the geometric mean over runs, with its 95 % interval. */
export function ratioOf(values: readonly (readonly number[])[], over: number, under: number): Interval {
  const [a, b] = [values[over] as readonly number[], values[under] as readonly number[]];
  const { estimate, lower, upper } = meanInterval(a.map((value, run) => Math.log(value / (b[run] as number))));
  return { estimate: Math.exp(estimate), lower: Math.exp(lower), upper: Math.exp(upper) };
}

/** Whether output > second > first layer, beyond the intervals of the ratios of neighbours. */
export function descendsFromOutput(values: readonly (readonly number[])[]): boolean {
  return ratioOf(values, 2, 1).lower > 1 && ratioOf(values, 1, 0).lower > 1;
}
