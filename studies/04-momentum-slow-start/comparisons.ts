import type { Interval } from "momenta/statistics";
import { pairedDifference, type SecondTask, taskOf } from "../common/secondTask/index.js";
import { labels } from "./study.js";

/**
 * What a slow start could cost on the second task, in updates to criterion: momentum carried over against reset, against a
 * start at full speed, and against SGD at the same effective rate.
 *
 * @param task which of the second tasks
 */
export function updatesLost(result: SecondTask, task = 0): { reset: Interval; warm: Interval; sgd: Interval } {
  const updates = (label: string) => taskOf(result, label, task).secondTask;
  const carried = updates(labels.carried);
  return {
    reset: pairedDifference(carried, updates(labels.reset)),
    warm: pairedDifference(carried, updates(labels.warm)),
    sgd: pairedDifference(carried, updates(labels.sgd)),
  };
}

/** The same on the first task, which all start from the same weights: momentum from 0 against full speed and against SGD. */
export function updatesLostAtFirst(result: SecondTask): { warm: Interval; sgd: Interval } {
  const updates = (label: string) => taskOf(result, label).firstTask;
  return {
    warm: pairedDifference(updates(labels.carried), updates(labels.warm)),
    sgd: pairedDifference(updates(labels.carried), updates(labels.sgd)),
  };
}
