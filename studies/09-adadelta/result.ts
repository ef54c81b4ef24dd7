import { type Interval, pairedTTest } from "momenta/statistics";
import type { StepCurve } from "./measure/curves.js";
import type { DataSetSpeed, DataSets } from "./measure/dataSets.js";
import type { Grid } from "./measure/grid.js";
import type { AdadeltaBehaviourOptions, DataSetName } from "./options.js";

/** What Adadelta does. */
export interface AdadeltaBehaviour extends Grid, DataSets {
  readonly options: AdadeltaBehaviourOptions;
  /** Effective steps over the second task, a curve for each method, way and layer. */
  readonly curves: readonly StepCurve[];
}

export function assemble(
  options: AdadeltaBehaviourOptions,
  {
    curves,
    grid,
    dataSets,
  }: { readonly curves: readonly StepCurve[]; readonly grid: Grid; readonly dataSets: DataSets },
): AdadeltaBehaviour {
  return { options, curves, ...grid, ...dataSets };
}

export const ADADELTA = "Adadelta";

/** Adadelta, state reset, against another method on a data set. */
export interface Comparison {
  readonly dataSet: DataSetName;
  readonly other: string;
  /** Updates of the other method less Adadelta's, run for run. */
  readonly difference: Interval;
  /** Runs given up, Adadelta's and the other method's. */
  readonly givenUp: readonly [adadelta: number, other: number];
}

/** Adadelta against each other method, data set by data set, state reset. */
export function comparisons({ speeds }: AdadeltaBehaviour): Comparison[] {
  const reset = speeds.filter(({ stateAtSwitch }) => stateAtSwitch !== "carryOver");
  return reset
    .filter(({ optimizer }) => optimizer === ADADELTA)
    .flatMap(({ dataSet, updates, givenUp }) =>
      reset
        .filter((other) => other.dataSet === dataSet && other.optimizer !== ADADELTA)
        .map((other) => ({
          dataSet,
          other: other.optimizer,
          difference: pairedTTest(other.updates, updates).difference,
          givenUp: [givenUp, other.givenUp] as const,
        })),
    );
}

/** What a reset saves: updates with the state carried over less those with a reset, run for run. */
export function savedByReset({ speeds }: AdadeltaBehaviour) {
  return speeds
    .filter(({ stateAtSwitch }) => stateAtSwitch === "reset")
    .flatMap(({ dataSet, optimizer, updates }) => {
      const carried = speeds.find(
        (other: DataSetSpeed) =>
          other.dataSet === dataSet && other.optimizer === optimizer && other.stateAtSwitch === "carryOver",
      );
      if (carried === undefined) return [];
      return [{ dataSet, optimizer, difference: pairedTTest(carried.updates, updates).difference }];
    });
}
