import { tf, tidy } from "momenta/engine";
import { landscape, rosenbrock, trajectories } from "momenta/landscapes";
import { adam, type Optimizer, sgd } from "momenta/optimizers";
import { round } from "../../core/index.js";
import type { AdamPropertiesOptions } from "../options.js";
import { decay } from "./unitAdam.js";

/** How far the path on c · f leaves the one on f, for each form of the method. */
export interface ScaleInvariance {
  /** log₁₀ c. */
  readonly powers: readonly number[];
  /** The largest distance between the paths over all updates, by power. */
  readonly deviation: Readonly<Record<ScaleForm, readonly number[]>>;
  /** The length of the path on f. */
  readonly length: Readonly<Record<ScaleForm, number>>;
}

/** ε beside the root as in Property III, ε inside it as in the algorithm; SGD for comparison. */
export const scaleForms = ["beside", "inside", "sgd"] as const;
/** One of them. */
export type ScaleForm = (typeof scaleForms)[number];

const powers = Array.from({ length: 17 }, (_, at) => at - 12);
const learningRate = 0.01;
const valley = rosenbrock();
const methods: Readonly<Record<ScaleForm, Optimizer>> = {
  beside: adam({ learningRate, ...decay }),
  inside: adam({ learningRate, ...decay, epsilonInsideRoot: true }),
  sgd: sgd({ learningRate: 1e-4 }),
};

/** Paths on Rosenbrock's function times 10⁻¹² to 10⁴, all of a method in one program. */
export function scale({ pathUpdates }: AdamPropertiesOptions): ScaleInvariance {
  const found = scaleForms.map((form) => ({ form, ...pathsOf(methods[form], pathUpdates) }));
  const byForm = <Value>(value: (one: (typeof found)[number]) => Value) =>
    Object.fromEntries(found.map((one) => [one.form, value(one)])) as Record<ScaleForm, Value>;
  return { powers, deviation: byForm(({ deviation }) => deviation), length: byForm(({ length }) => length) };
}

function pathsOf(optimizer: Optimizer, updates: number) {
  const positions = tidy(() => {
    const scales = tf.tensor1d(powers.map((power) => 10 ** power));
    const scaled = landscape({ ...valley, value: (points) => tf.mul(scales, valley.value(points)) });
    const starts = powers.map(() => valley.start);
    return trajectories({ landscape: scaled, optimizer, starts, updates }).positions.arraySync();
  });
  const distance = (a: readonly number[] = [], b: readonly number[] = []) =>
    Math.hypot(...a.map((value, axis) => value - (b[axis] as number)));
  const same = powers.indexOf(0);
  const far = (replica: number) => positions.map((points) => distance(points[replica], points[same]));
  const steps = positions.slice(1).map((points, update) => distance(points[same], positions[update]?.[same]));
  return {
    deviation: powers.map((_, replica) => {
      const largest = Math.max(...far(replica));
      return Number.isFinite(largest) ? round(largest) : Number.POSITIVE_INFINITY;
    }),
    length: round(steps.reduce((sum, step) => sum + step, 0)),
  };
}
