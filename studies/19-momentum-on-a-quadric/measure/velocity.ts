import { tf, tidy } from "momenta/engine";
import { convergenceRates, quadric } from "momenta/landscapes";
import { nesterov, type Optimizer, sgd, type VelocityOptions } from "momenta/optimizers";
import { pathsOf } from "../../common/index.js";
import { printedNesterov } from "./printedNesterov.js";

/** The heavy ball, Nesterov's method, and that as the slides print it. */
export const velocityMethods = { momentum: sgd, nesterov, printed: printedNesterov } satisfies Readonly<
  Record<string, (options: VelocityOptions) => Optimizer>
>;
export type VelocityMethod = keyof typeof velocityMethods;

/** A learning rate with a momentum. */
export interface Setting {
  readonly learningRate: number;
  readonly momentum: number;
}

/** The rates of a method on a quadric, a replica for each setting. */
export function measureRates(
  method: VelocityMethod,
  eigenvalues: readonly number[],
  settings: readonly Setting[],
  updates: number,
): number[] {
  return tidy(() =>
    convergenceRates({
      landscape: quadric({ eigenvalues }),
      optimizer: make(method, settings),
      replicas: settings.length,
      updates,
    }).arraySync(),
  );
}

/** The paths of a method on a quadric, a replica for each setting: `[replica][k][axis]`. */
export function followPaths(
  method: VelocityMethod,
  eigenvalues: readonly number[],
  settings: readonly Setting[],
  start: readonly number[],
  updates: number,
): (readonly (readonly number[])[])[] {
  return tidy(() => {
    const starts = settings.map(() => start);
    return pathsOf(quadric({ eigenvalues }), make(method, settings), starts, updates).map(({ points }) => points);
  });
}

function make(method: VelocityMethod, settings: readonly Setting[]): Optimizer {
  return velocityMethods[method]({
    learningRate: tf.tensor1d(settings.map(({ learningRate }) => learningRate)),
    momentum: tf.tensor1d(settings.map(({ momentum }) => momentum)),
  });
}
