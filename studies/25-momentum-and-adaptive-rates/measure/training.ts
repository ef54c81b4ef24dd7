import { tf, tidy } from "momenta/engine";
import { type Hyperparameter, type Optimizer, sgd } from "momenta/optimizers";
import { type Interval, mean, meanInterval } from "momenta/statistics";
import { type Context, round } from "../../core/index.js";
import type { MomentumAndAdaptiveRatesOptions } from "../options.js";
import { excessLoss, follow, seedsTo, wellScaled } from "./leastSquares.js";
import { rolling } from "./rolling.js";

/** How a method trains with one learning rate: the loss above the lowest, update by update, and what can be read from it. */
export interface MinibatchTraining {
  readonly optimizer: string;
  readonly learningRate: number;
  /** Of the loss above the lowest, before each update. */
  readonly mean: readonly number[];
  readonly halfWidth: readonly number[];
  /** Updates until the mean of the runs is below a tenth of the start's; null where it never is. */
  readonly arrives: number | null;
  /** The loss above the lowest over the last quarter of the updates. */
  readonly floor: Interval;
  /** The root mean square of ln Lₜ₊₁ − ln Lₜ over the last quarter: by what share the loss of a run changes in an update. */
  readonly roughness: Interval;
}

/** SGD, and momentum and Nesterov with the same learning rate and with 1 − β of it, on moving weights. */
export async function training(
  options: MomentumAndAdaptiveRatesOptions,
  { map }: Context,
): Promise<MinibatchTraining[]> {
  const problem = wellScaled(options);
  const { seeds, updates, batchSize, learningRate, momentum } = options;
  const makes = [
    (rate: Hyperparameter): Optimizer => sgd({ learningRate: rate }),
    ...rolling.map((make) => (rate: Hyperparameter) => make(momentum, rate)),
  ];
  const rates = [learningRate, round(learningRate * (1 - momentum))];
  const trained = await map(makes, "methods", (make, method) => {
    const learningRates = method === 0 ? rates.slice(0, 1) : rates;
    const replicas = learningRates.flatMap((rate) => seedsTo(seeds).map((seed) => ({ rate, seed })));
    return tidy(() => {
      const optimizer = make(tf.tensor1d(replicas.map(({ rate }) => rate)));
      const { weights } = follow(problem, optimizer, {
        seeds: replicas.map(({ seed }) => seed),
        updates,
        batchSize,
        frozen: false,
      });
      const losses = weights.map((row) => row.map((at) => excessLoss(problem, at)));
      return learningRates.map((rate, at) => ({
        optimizer: optimizer.name,
        learningRate: rate,
        ...summarize(losses.map((row) => row.slice(at * seeds, (at + 1) * seeds))),
      }));
    });
  });
  return trained.flat();
}

/** What is read from losses, `[update][seed]`. */
function summarize(
  losses: readonly (readonly number[])[],
): Pick<MinibatchTraining, "mean" | "halfWidth" | "arrives" | "floor" | "roughness"> {
  const intervals = losses.map(meanInterval);
  const means = intervals.map(({ estimate }) => estimate);
  const arrives = means.findIndex((value) => value < (means[0] as number) / 10);
  const last = losses.slice(Math.floor(0.75 * losses.length));
  const runs = (losses[0] ?? []).map((_, seed) => last.map((row) => row[seed] as number));
  const changes = (run: readonly number[]) => run.slice(1).map((loss, at) => Math.log(loss / (run[at] as number)) ** 2);
  return {
    mean: means.map((value) => round(value)),
    halfWidth: intervals.map(({ estimate, upper }) => round(upper - estimate)),
    arrives: arrives < 0 ? null : arrives,
    floor: meanInterval(runs.map(mean)),
    roughness: meanInterval(runs.map((run) => Math.sqrt(mean(changes(run))))),
  };
}
