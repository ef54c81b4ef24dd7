import { formatInterval } from "momenta/figures";
import { differenceInterval, type Interval, meanInterval } from "momenta/statistics";
import type { SecondTaskOptions } from "./options.js";
import { type SecondTask, shapeOf } from "./result.js";
import type { Shape } from "./shape.js";

/** A value for each of the three layers that the notes follow. */
export type ByLayer<Value> = readonly [first: Value, second: Value, output: Value];

/** The layers as parameters name them. */
const layers = ["layer1", "layer2", "output"] as const;

/** The layers in words. */
export const layerNames = ["first layer", "second layer", "output layer"] as const;

export function byLayer<Value>(value: (layer: string, at: 0 | 1 | 2) => Value): ByLayer<Value> {
  return [value(layers[0], 0), value(layers[1], 1), value(layers[2], 2)];
}

/** The weights and biases of each layer. */
export function layerSizes({ hidden: [first, second] }: Pick<SecondTaskOptions, "hidden">): ByLayer<number> {
  return [785 * first, (first + 1) * second, (second + 1) * 10];
}

/** A number for each run that says how a quantity of a layer went, `[layer][seed]`. */
export function inLayers(
  result: SecondTask,
  label: string,
  quantity: string,
  what: Exclude<keyof Shape, "notHalved">,
  task = 0,
): ByLayer<readonly number[]> {
  return byLayer((layer) => shapeOf(result, label, `${quantity}.${layer}`, task)[what]);
}

/** The mean of aᵢ − bᵢ over runs with its 95 % interval, layer by layer. */
export function layerDifferences(a: ByLayer<readonly number[]>, b: ByLayer<readonly number[]>): ByLayer<Interval> {
  return byLayer((_, at) => differenceInterval(a[at], b[at]));
}

/** “12.3 ± 1.0”: a mean over runs. */
export function inWords(values: readonly number[], decimals = 1): string {
  return formatInterval(meanInterval(values), decimals);
}

/** The same of each layer. */
export function listInWords(lists: ByLayer<readonly number[]>, decimals = 1): string {
  return lists.map((values) => inWords(values, decimals)).join(", ");
}
