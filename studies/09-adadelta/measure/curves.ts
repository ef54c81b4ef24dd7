import { splitMnist } from "momenta/datasets";
import { onAllCores } from "momenta/engine";
import { mlp } from "momenta/models";
import { type Interval, meanInterval } from "momenta/statistics";
import { effectiveSteps, fixedUpdates, heldOutAccuracy, lastTask, type StateAtSwitch } from "momenta/training";
import { type Method, methods, ways } from "../../common/index.js";
import { type Context, roundInterval } from "../../core/index.js";
import type { AdadeltaBehaviourOptions } from "../options.js";

/** ‖Δθ‖ / ‖g‖ of one layer over the second task. */
export interface StepCurve {
  readonly optimizer: string;
  readonly stateAtSwitch: StateAtSwitch;
  readonly layer: string;
  /** The mean over seeds at each update, from the first. */
  readonly steps: readonly Interval[];
}

/** The layers of the model by what the probe calls them. */
const layers = { layer1: "first layer", layer2: "second layer", output: "output layer" } as const;

/** The effective step of every method and layer over the second task, state reset; of Adadelta also carried over. */
export async function curves(
  { seeds, maxUpdates, batchSize, hidden, criterion, tasks, recorded }: AdadeltaBehaviourOptions,
  { expect, train }: Context,
): Promise<readonly StepCurve[]> {
  const stream = splitMnist(tasks);
  const entries = Object.values<Method>(methods).map(({ optimizer }) => ({
    optimizer,
    stateAtSwitch: optimizer.name === "Adadelta" ? ways : (["reset"] as const),
  }));
  expect(seeds * entries.flatMap(({ stateAtSwitch }) => stateAtSwitch).length, "runs");
  const found = await onAllCores(entries, async ({ optimizer, stateAtSwitch }) => {
    const runs = await train({
      model: mlp([784, ...hidden, stream.outputs]),
      optimizer,
      stream,
      criterion: lastTask(fixedUpdates(recorded), heldOutAccuracy(criterion)),
      seeds,
      batchSize,
      maxUpdates,
      stateAtSwitch,
      probes: [effectiveSteps()],
    });
    return stateAtSwitch.flatMap((way) => {
      const own = runs.filter((run) => run.stateAtSwitch === way);
      return Object.entries(layers).flatMap(([layer, name]): StepCurve[] => {
        const probes = own.map((run) => run.probes[`effectiveStep.${layer}`]?.[1]);
        if (probes.includes(undefined)) return [];
        const steps = Array.from({ length: recorded }, (_, update) =>
          roundInterval(meanInterval(probes.map((probe) => probe?.[update] as number))),
        );
        return [{ optimizer: optimizer.name, stateAtSwitch: way, layer: name, steps }];
      });
    });
  });
  return found.flat();
}
