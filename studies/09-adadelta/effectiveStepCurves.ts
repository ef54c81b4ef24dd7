import { splitMnist } from "momenta/datasets";
import { mlp } from "momenta/models";
import { type Interval, meanInterval } from "momenta/statistics";
import { effectiveSteps, fixedUpdates, heldOutAccuracy, lastTask, type StateAtSwitch, train } from "momenta/training";
import { type Execution, trainingIn } from "../common/execution.js";
import { inTurn } from "../common/inTurn.js";
import { type Method, methods } from "../common/setting.js";
import type { AdadeltaBehaviourOptions } from "./options.js";

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

/** To be raised where the same options give another result than before. */
const VERSION = 1;

/** The effective step of every method and layer over the second task, state reset; of Adadelta also carried over. */
export async function effectiveStepCurves(
  { seeds, maxUpdates, batchSize, hidden, criterion, tasks, recorded }: AdadeltaBehaviourOptions,
  execution: Execution,
): Promise<StepCurve[]> {
  const stream = splitMnist(tasks);
  const entries = Object.values<Method>(methods).map(({ optimizer }) => ({
    optimizer,
    ways: (optimizer.name === "Adadelta" ? ["reset", "carry over"] : ["reset"]) as StateAtSwitch[],
  }));
  const runs = await inTurn(
    "effective steps",
    entries.map(({ optimizer, ways }) => ({
      runs: seeds * ways.length,
      train: (onProgress) =>
        train({
          model: mlp([784, ...hidden, stream.outputs]),
          optimizer,
          stream,
          criterion: lastTask(fixedUpdates(recorded), heldOutAccuracy(criterion)),
          seeds,
          batchSize,
          maxUpdates,
          stateAtSwitch: ways,
          probes: [effectiveSteps()],
          ...trainingIn(execution, "adadelta-steps", VERSION),
          onProgress,
        }),
    })),
  );
  return entries.flatMap(({ optimizer, ways }, at) =>
    ways.flatMap((stateAtSwitch) => {
      const ofWay = (runs[at] ?? []).filter((run) => run.stateAtSwitch === stateAtSwitch);
      return Object.entries(layers)
        .filter(([layer]) => ofWay[0]?.probes[`effectiveStep.${layer}`] !== undefined)
        .map(([layer, name]) => ({
          optimizer: optimizer.name,
          stateAtSwitch,
          layer: name,
          steps: Array.from({ length: recorded }, (_, update) =>
            rounded(meanInterval(ofWay.map((run) => run.probes[`effectiveStep.${layer}`]?.[1]?.[update] as number))),
          ),
        }));
    }),
  );
}

/** Four digits, so that the result stays small. */
function rounded({ estimate, lower, upper }: Interval): Interval {
  const round = (value: number) => Number(value.toPrecision(4));
  return { estimate: round(estimate), lower: round(lower), upper: round(upper) };
}
