import { inWords, isObject } from "../../arguments/index.js";
import { leaves } from "../../engine/index.js";
import type { ParameterValues, Run, Trained } from "../run.js";
import { ParameterArray } from "./parameterArray.js";

/**
 * The parameters that are given, or those that a run ended with.
 *
 * @throws RangeError where they are none, or the run has none, naming the caller
 */
export function parametersOf(caller: string, trained: Trained): ParameterValues {
  if (isRun(trained)) {
    const last = trained.parameters?.at(-1);
    if (last !== undefined) return last;
    throw new RangeError(`${caller}: the run has no parameters; ask for them, as train({ …, parameters: true }).`);
  }
  if (Array.isArray(trained) && trained.some(isRun)) {
    throw new RangeError(`${caller}: a list of runs is given; give one of them, as runs[0].`);
  }
  const found = leaves<unknown>(trained);
  if (found.length > 0 && found.every((leaf) => leaf instanceof ParameterArray)) return trained;
  throw new RangeError(
    `${caller}: what was trained is ${inWords(trained)}; give a run of train({ …, parameters: true }), or one of its parameters.`,
  );
}

function isRun(trained: Trained): trained is Run {
  return isObject(trained) && Object.hasOwn(trained, "updatesToCriterion");
}
