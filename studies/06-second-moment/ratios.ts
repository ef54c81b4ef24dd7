import { type Interval, meanInterval } from "momenta/statistics";
import { type ByLayer, byLayer, inLayers, layerSizes, type SecondTask } from "../common/index.js";
import { label } from "./measure/methods.js";

/** A quantity of the three layers, each divided by its own unit. */
export interface Measure {
  readonly words: string;
  readonly quantity: "updateNorm" | "secondMoment" | "secondMomentMean";
  readonly units: ByLayer<number>;
}

/** What “a layer's update” and “a layer's second moment” may mean: the whole layer's, or a weight's. */
export function measures({ options }: SecondTask) {
  const ones = byLayer(() => 1);
  const sizes = layerSizes(options);
  const roots = byLayer((_, at) => Math.sqrt(sizes[at]));
  return {
    update: { words: "norm of the update", quantity: "updateNorm", units: ones },
    updatePerWeight: { words: "update per weight", quantity: "updateNorm", units: roots },
    moment: { words: "norm of the second moment", quantity: "secondMoment", units: ones },
    momentPerWeight: { words: "second moment per weight", quantity: "secondMomentMean", units: ones },
  } as const satisfies Record<string, Measure>;
}

const places = { first: 0, second: 1, output: 2 } as const;

/** A layer. */
export type Layer = keyof typeof places;

/** The mean of a measure in one layer over that in another: the geometric mean over runs with its 95 % interval. */
export function layerRatio(
  result: SecondTask,
  { quantity, units }: Measure,
  when: "beginning" | "overall",
  over: Layer,
  under: Layer,
  task = 0,
): Interval {
  const values = inLayers(result, label, quantity, when, task);
  const [a, b] = [places[over], places[under]];
  const ratio = (value: number, run: number) => value / units[a] / ((values[b][run] as number) / units[b]);
  const { estimate, lower, upper } = meanInterval(values[a].map((value, run) => Math.log(ratio(value, run))));
  return { estimate: Math.exp(estimate), lower: Math.exp(lower), upper: Math.exp(upper) };
}
