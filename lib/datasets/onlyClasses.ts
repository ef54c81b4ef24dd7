import type { Dataset, Examples } from "./dataset.js";
import { selected } from "./selected.js";
import { requireClasses } from "./task.js";

/**
 * The examples of some classes of a data set, relabelled 0, 1, … in the order of the list: a data set of so many classes,
 * for a model with one output unit for each. The inputs are copied.
 *
 * ```ts
 * const fourDigits = onlyClasses(mnist(), [1, 2, 3, 4]);
 * ```
 *
 * @throws Error where there is no class, one is named twice, or the data set has it not, or has no examples of it
 */
export function onlyClasses(dataset: Dataset, classes: readonly number[]): Dataset {
  requireClasses(classes, dataset);
  const part = (examples: Examples): Examples => {
    const chosen = [...examples.labels.keys()].filter((index) => classes.includes(examples.labels[index] as number));
    const { inputs, labels } = selected(examples, chosen);
    return { ...examples, count: chosen.length, inputs, labels: labels.map((label) => classes.indexOf(label)) };
  };
  return {
    name: `${dataset.name}, classes ${classes.join(", ")}`,
    classes: classes.length,
    ...(dataset.classNames && { classNames: classes.map((label) => dataset.classNames?.[label] as string) }),
    train: part(dataset.train),
    test: part(dataset.test),
  };
}
