import {
  distinct,
  either,
  inWords,
  number,
  optional,
  requireArgument,
  requireKnown,
  text,
} from "../arguments/index.js";
import { type Classes, classesOf, classNumbers, type Labels, labelList } from "./classes.js";
import type { Dataset, Examples } from "./dataset.js";
import { holdOut } from "./heldOut.js";
import { blockOf, type Numbers } from "./numbers.js";

/** Examples and their classes. */
export interface LabelledExamples {
  /**
   * Rows of numbers, one for each example, as lists, a tensor [examples, …] or a DataFrame; or all numbers in a row, which
   * are divided among the examples. Bytes (Uint8Array) are brightness from 0 to 255 and reach the model as 0 to 1; all other
   * numbers reach it as they are.
   */
  readonly inputs: Numbers;
  /** One to an example: 0, 1, …, or names as strings. */
  readonly labels: Labels;
  readonly targets?: undefined;
}

/** Examples and what the outputs are to be for them. */
export interface TargetExamples {
  /** As those of `LabelledExamples`. */
  readonly inputs: Numbers;
  readonly labels?: undefined;
  /** A row of numbers to an example, or one number. */
  readonly targets: Numbers;
}

/** How the examples for testing are found, and what data are called. */
export interface HeldOutOptions {
  /**
   * Examples to hold out for testing: a fraction of them, below 1, or their number; none where left out. Of each class the
   * same share is taken.
   */
  readonly heldOut?: number;
  /** Which examples are held out: the same seed holds out the same ones; 1 where left out. */
  readonly seed?: number;
}

interface Described extends HeldOutOptions {
  readonly name: string;
  /** The shape of one example, [28, 28, 1] say; that of the inputs, or [features], where left out. */
  readonly shape?: readonly number[];
}

/** What `dataset` is made of: examples with labels or with targets. */
export type DatasetOptions = Described &
  (
    | (LabelledExamples & {
        /** Examples for testing, in mixed order: criteria that test on some of them take the first. */
        readonly test?: LabelledExamples;
        /** How many classes there are, or their names in the order of their numbers; as the labels have it where left out. */
        readonly classes?: number | readonly string[];
      })
    | (TargetExamples & { readonly test?: TargetExamples; readonly classes?: undefined })
  );

const classesKind = optional(
  either(
    "how many there are, from 1 to 256, or a list of their names",
    number("", (value) => Number.isInteger(value) && value >= 1 && value <= 256),
    distinct(text, ""),
  ),
);

const names = ["name", "inputs", "labels", "targets", "test", "heldOut", "seed", "classes", "shape"];

/**
 * A data set of one's own, for classification by `labels` or for regression by `targets`; `train`, `split`, `permuted` and
 * the like take it. Values are copied, tensors read at once.
 *
 * ```ts
 * const inputs = [[5.1, 3.5], [4.9, 3], [7, 3.2], [6.4, 3.2]];
 * const flowers = dataset({ name: "flowers", inputs, labels: ["setosa", "setosa", "other", "other"], heldOut: 0.5 });
 * flowers.classNames; // ["other", "setosa"]
 * const line = dataset({ name: "line", inputs: [0, 1, 2], targets: [1, 3, 5] });
 * ```
 *
 * Classes with names are numbered in the order of the names, or in that of `classes`.
 *
 * @throws RangeError where inputs and labels or targets differ in number, rows in length, a number is not finite, a label is of
 *   no class, there are more than 256 classes, or as many examples cannot be held out; TypeError where something is of no such
 *   kind
 */
export function dataset(options: DatasetOptions): Dataset {
  requireKnown("dataset", options, names);
  requireArgument("dataset", "name", options.name, text);
  const { name, test, heldOut, seed = 1 } = options;
  const described = `dataset ${name}`;
  if ((options.labels === undefined) === (options.targets === undefined)) {
    const found = options.labels === undefined ? "neither labels nor targets are" : "labels and targets are both";
    throw new TypeError(`${described}: ${found} given; give labels for classification, or targets for regression.`);
  }
  if (test !== undefined && heldOut !== undefined) {
    throw new RangeError(`${described}: test and heldOut are both given; give one of them.`);
  }
  requireArgument(described, "classes", options.classes, classesKind);
  const { classes, part } =
    options.labels === undefined ? forRegression(described) : forClassification(described, options);
  const train = part("", options, options.shape);
  const made = { name, classes: classes.count, ...(classes.names && { classNames: classes.names }) };
  if (heldOut !== undefined) return { ...made, ...holdOut(described, train, heldOut, seed) };
  if (test === undefined) return { ...made, train, test: none(train) };
  requireKnown(`${described}: test`, test, ["inputs", "labels", "targets"]);
  const tested = part("test.", test, options.shape);
  requireSame(described, "inputs", tested.shape, train.shape);
  const outputs = ({ targets = new Float32Array(0), count }: Examples) => [targets.length / count];
  requireSame(described, "targets", outputs(tested), outputs(train));
  return { ...made, train, test: tested };
}

/** How the examples of a part are read. */
interface Reader {
  readonly classes: Classes;
  /** @param prefix what stands before the names of its fields: "test." */
  part(prefix: string, given: LabelledExamples | TargetExamples, shape?: readonly number[]): Examples;
}

function forClassification(described: string, options: DatasetOptions): Reader {
  const classes = classesOf(`${described}: labels`, labelList(`${described}: labels`, options.labels), options.classes);
  return {
    classes,
    part(prefix, given, shape) {
      const what = `${described}: ${prefix}labels`;
      const labels = classNumbers(what, labelList(what, given.labels), classes);
      return { ...inputsOf(`${described}: ${prefix}inputs`, given.inputs, labels.length, "labels", shape), labels };
    },
  };
}

function forRegression(described: string): Reader {
  return {
    classes: { count: 0 },
    part(prefix, given, shape) {
      const { shape: found, values } = blockOf(`${described}: ${prefix}targets`, given.targets);
      const [count = 0] = found;
      if (count > 0 && values.length === 0) {
        throw new RangeError(`${described}: ${prefix}targets have no numbers; give at least one to an example.`);
      }
      return {
        ...inputsOf(`${described}: ${prefix}inputs`, given.inputs, count, "targets", shape),
        labels: new Uint8Array(count),
        targets: Float32Array.from(values),
      };
    },
  };
}

function inputsOf(
  described: string,
  given: Numbers,
  count: number,
  counted: "labels" | "targets",
  shape: readonly number[] | undefined,
): Pick<Examples, "count" | "shape" | "features" | "inputs"> {
  const { shape: found, values } = blockOf(described, given);
  if (count === 0) throw new RangeError(`${described}: there is no example; give at least one.`);
  const features = values.length / count;
  if (found.length > 1 ? found[0] !== count : !Number.isInteger(features)) {
    const inputs = found.length > 1 ? `${found[0]} rows` : `${values.length} numbers`;
    throw new RangeError(`${described} have ${inputs}, ${counted} ${count}; give as many of both.`);
  }
  if (features === 0) throw new RangeError(`${described} have no numbers; give at least one to an example.`);
  const own = shape ?? (found.length > 1 ? found.slice(1) : [features]);
  if (!Array.isArray(own) || own.reduce((product, size) => product * size, 1) !== features) {
    throw new RangeError(
      `${described} have ${features} numbers to an example, and shape is ${inWords(own)}; give one of as many.`,
    );
  }
  return { count, shape: own, features, inputs: values };
}

/** @throws RangeError where examples for testing have another shape than those for training */
function requireSame(described: string, what: string, tested: readonly number[], trained: readonly number[]): void {
  if (tested.join() === trained.join()) return;
  throw new RangeError(
    `${described}: test.${what} have the shape [${tested.join(", ")}] for an example; give [${trained.join(", ")}], as ${what} have.`,
  );
}

/** No examples, of the same kind. */
function none({ inputs, targets, ...like }: Examples): Examples {
  return {
    ...like,
    count: 0,
    inputs: inputs.slice(0, 0),
    labels: new Uint8Array(0),
    ...(targets && { targets: new Float32Array(0) }),
  };
}
