import { chosenOptions, type Execution } from "../common/execution.js";
import { effectiveStepCurves, type StepCurve } from "./effectiveStepCurves.js";
import { type AdadeltaForm, hyperparameterMap, type NamedForm } from "./hyperparameterMap.js";
import {
  type AdadeltaBehaviourOptions,
  adadeltaBehaviourDefaults,
  adadeltaBehaviourQuick,
  type DataSetName,
} from "./options.js";
import { type DataSetSpeed, otherDataSets } from "./otherDataSets.js";

/** What `adadeltaBehaviour` finds. */
export interface AdadeltaBehaviour {
  readonly options: AdadeltaBehaviourOptions;
  /** Effective steps over the second task, a curve for each method, way and layer. */
  readonly curves: readonly StepCurve[];
  /** `map[decay][epsilon]`. */
  readonly map: readonly (readonly AdadeltaForm[])[];
  /** What papers and libraries choose. */
  readonly forms: readonly NamedForm[];
  readonly speeds: readonly DataSetSpeed[];
  /** Data sets that are not here. */
  readonly missing: readonly DataSetName[];
}

/**
 * What Adadelta does: its effective step beside those of the other methods, its ρ and ε, and other data sets. Runs that
 * are in the store are not made again.
 *
 * @throws RangeError where an option is out of its range, naming it
 */
export async function adadeltaBehaviour(
  options: Partial<AdadeltaBehaviourOptions> = {},
  execution: Execution = {},
): Promise<AdadeltaBehaviour> {
  const chosen = chosenOptions(adadeltaBehaviourDefaults, options, adadeltaBehaviourQuick, execution);
  if (chosen.seeds < 2) {
    throw new RangeError(`seeds is ${chosen.seeds}; give at least 2, since methods are compared run for run.`);
  }
  for (const name of ["decays", "epsilons", "dataSets"] as const) {
    if (chosen[name].length === 0) throw new RangeError(`${name} is empty; give at least one.`);
  }
  const curves = await effectiveStepCurves(chosen, execution);
  const { map, forms } = await hyperparameterMap(chosen, execution);
  const { speeds, missing } = await otherDataSets(chosen, execution);
  return { options: chosen, curves, map, forms, speeds, missing };
}
