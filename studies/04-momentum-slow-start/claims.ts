import { formatInterval } from "momenta/figures";
import { meanInterval } from "momenta/statistics";
import {
  inLayers,
  inWords,
  layerDifferences,
  learningDifference,
  listInWords,
  type SecondTask,
  shapeOf,
} from "../common/index.js";
import { claim, holdsAbove, holdsBelow, holdsWhere, question, type Statement } from "../core/index.js";
import { labels } from "./measure/methods.js";

export function answer(result: SecondTask): string {
  const { peakAt, firstOverPeak } = shapeOf(result, labels.carried, "updateNorm.output");
  const more = (less: string) => formatInterval(learningDifference(result, labels.carried, less), 1);
  return (
    `momentum starts at ${inWords(firstOverPeak, 2)} of its maximum, which it has at update ${inWords(peakAt)} (output layer), ` +
    `and needs ${more(labels.sgd)} updates more than SGD; but carried over it needs ` +
    `${more(labels.reset)} more than reset, and ${more(labels.warm)} more than where the velocity begins at full length`
  );
}

export function claims(result: SecondTask): Statement[] {
  const peaks = (label: string) => inLayers(result, label, "updateNorm", "peakAt");
  const firsts = (label: string) => inLayers(result, label, "updateNorm", "first");
  const carriedLess = (values: typeof peaks, label: string) => layerDifferences(values(labels.carried), values(label));
  const shares = inLayers(result, labels.carried, "updateNorm", "firstOverPeak");
  const belowPeak = shares.map((values) => meanInterval(values.map((share) => share - 1)));
  const [, , overReset] = carriedLess(firsts, labels.reset);
  const [, , reset] = firsts(labels.reset);
  const lost = (less: string, task?: "first") => learningDifference(result, labels.carried, less, task);
  const inUpdates = (less: string, task?: "first") => formatInterval(lost(less, task), 1);
  return [
    claim(
      "SGD starts with its largest update, momentum rises to a maximum first, in every layer",
      holdsAbove(0, ...carriedLess(peaks, labels.sgd)),
      `at ${listInWords(peaks(labels.sgd))} against ${listInWords(peaks(labels.carried))}`,
    ),
    claim(
      "momentum carried over starts with very small updates: a share of its maximum, and below SGD's, in every layer",
      holdsBelow(0, ...belowPeak, ...carriedLess(firsts, labels.sgd)),
      listInWords(shares, 2),
    ),
    claim(
      "this makes it slow: it needs more updates than SGD of the same effective rate",
      holdsAbove(0, lost(labels.sgd)),
      `${inUpdates(labels.sgd)} more`,
    ),
    claim(
      "it is the velocity of the first task, died out, that makes it slow",
      holdsAbove(0, lost(labels.reset)),
      `${inUpdates(labels.reset)} updates more than with a reset`,
    ),
    question(
      "does the carried velocity change the first update of the output layer by less than a tenth?",
      holdsWhere(Math.max(-overReset.lower, overReset.upper) < 0.1 * meanInterval(reset).estimate),
      `${formatInterval(overReset, 4)} of ${inWords(reset, 3)}`,
    ),
    question(
      "does the rise from 0 cost updates on the second task?",
      holdsAbove(0, lost(labels.warm)),
      `from 0 ${inUpdates(labels.warm)} more than from full speed on the second task, ${inUpdates(labels.warm, "first")} on the first`,
    ),
  ];
}
