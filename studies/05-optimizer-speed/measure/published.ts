import { onAllCores } from "momenta/engine";
import { usualForms } from "../../common/index.js";
import { type Context, last } from "../../core/index.js";
import type { OptimizerSpeedOptions } from "../options.js";
import { ordered } from "./ordered.js";
import { type RateSpeed, rateSpeed, streamsOf, trainingOf } from "./speed.js";

/** `speeds[task]` of methods with the published learning rates. */
export interface Published {
  /** In the published order, the slowest first. */
  readonly methods: readonly (readonly RateSpeed[])[];
  /** Adam with bias correction, which the notes' form does not have. */
  readonly biasCorrectedAdam: readonly RateSpeed[];
}

/** Updates on each second task with the published learning rates, the optimizer's state reset before it. */
export async function published(options: OptimizerSpeedOptions, { expect, train }: Context): Promise<Published> {
  const { seeds, maxUpdates } = options;
  const streams = streamsOf(options);
  const compared = [...ordered.map(({ method }) => method), usualForms.adam];
  expect(compared.length * seeds * streams.length, "runs");
  const speeds = await onAllCores(compared, async ({ optimizer, learningRate }) => {
    const runs = await train({ ...trainingOf(options), optimizer, stream: streams, seeds, maxUpdates });
    return streams.map((_, task) =>
      rateSpeed(
        learningRate,
        runs.filter(({ stream }) => stream === task),
      ),
    );
  });
  return { methods: speeds.slice(0, ordered.length), biasCorrectedAdam: last(speeds) };
}
