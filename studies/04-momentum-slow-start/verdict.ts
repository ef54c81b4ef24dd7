import { formatInterval } from "momenta/figures";
import { meanInterval } from "momenta/statistics";
import { inWords, layers, pairedDifference, type SecondTask, shapeIn } from "../common/secondTask/index.js";
import type { Check, Verdict } from "../study.js";
import { updatesLost, updatesLostAtFirst } from "./comparisons.js";
import { labels } from "./study.js";

/** Whether momentum's curves have the published shape, and whether the published reason explains the updates lost. */
export function slowStartVerdict(result: SecondTask): Verdict {
  const lost = updatesLost(result);
  const shape = risesLater(result) && startsSmall(result);
  const reason = lost.reset.lower > 0;
  const { peakAt, firstOverPeak } = shapeIn(result, labels.carried, "updateNorm.output");
  return {
    answer: shape ? (reason && lost.sgd.lower > 0 ? "agrees" : "depends") : "disagrees",
    published: "carried momentum starts very small, rises to a maximum, decays, and that makes it slow",
    ours:
      `momentum starts at ${inWords(firstOverPeak, 2)} of its maximum, which it has at update ${inWords(peakAt)} (output layer), ` +
      `and needs ${formatInterval(lost.sgd, 1)} updates more than SGD; but carried over it needs ` +
      `${formatInterval(lost.reset, 1)} more than reset, and ${formatInterval(lost.warm, 1)} more than where the velocity begins at full length`,
  };
}

/** What the notes claim of this section, and what its explanation rests on. */
export function slowStartChecks(result: SecondTask): Check[] {
  const lost = updatesLost(result);
  const atFirst = updatesLostAtFirst(result);
  const peaks = (label: string) =>
    layers.map(({ layer }) => inWords(shapeIn(result, label, `updateNorm.${layer}`).peakAt)).join(", ");
  const shares = layers.map(({ layer }) =>
    inWords(shapeIn(result, labels.carried, `updateNorm.${layer}`).firstOverPeak, 2),
  );
  const output = (label: string) => shapeIn(result, label, "updateNorm.output").first;
  const againstReset = pairedDifference(output(labels.carried), output(labels.reset));
  return [
    {
      claim: `SGD's largest update comes before that of momentum carried over, in every layer: at ${peaks(labels.sgd)} against ${peaks(labels.carried)}`,
      holds: risesLater(result),
    },
    {
      claim: `momentum carried over starts below its maximum in every layer, at ${shares.join(", ")} of it, and below SGD`,
      holds: startsSmall(result),
    },
    {
      claim: `momentum carried over needs more updates than SGD of the same effective rate: ${formatInterval(lost.sgd, 1)} more`,
      holds: lost.sgd.lower > 0,
    },
    {
      claim: `the velocity carried over slows the start: ${formatInterval(lost.reset, 1)} updates more than with a reset`,
      holds: lost.reset.lower > 0,
    },
    {
      claim:
        "the carried velocity hardly changes the first update: that of the output layer, less the one after a reset, is within a tenth of " +
        `the reset one, ${formatInterval(againstReset, 4)} of ${inWords(output(labels.reset), 3)}`,
      holds:
        Math.max(Math.abs(againstReset.lower), Math.abs(againstReset.upper)) <
        0.1 * meanInterval(output(labels.reset)).estimate,
    },
    {
      claim: `the rise from 0 costs updates: from 0 ${formatInterval(lost.warm, 1)} more than from full speed on the second task, ${formatInterval(atFirst.warm, 1)} on the first`,
      holds: lost.warm.lower > 0,
    },
  ];
}

function risesLater(result: SecondTask): boolean {
  return layers.every(({ layer }) => {
    const peaks = (label: string) => shapeIn(result, label, `updateNorm.${layer}`).peakAt;
    return pairedDifference(peaks(labels.carried), peaks(labels.sgd)).lower > 0;
  });
}

function startsSmall(result: SecondTask): boolean {
  return layers.every(({ layer }) => {
    const shape = (label: string) => shapeIn(result, label, `updateNorm.${layer}`);
    const belowSgd = pairedDifference(shape(labels.carried).first, shape(labels.sgd).first).upper < 0;
    return meanInterval(shape(labels.carried).firstOverPeak).upper < 1 && belowSgd;
  });
}
