import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import { jit, leaves, mapTree, random, scan, type TensorTree, tf, tidy, valueAndGradients } from "momenta/engine";
import { applyUpdates, type Optimizer } from "momenta/optimizers";

/** Two numbers: weights, or the input of an example. */
export type Weights = readonly [number, number];

/**
 * Two linear regressions of one example each, (x₁, y₁) and (x₂, y₂), that one pair of weights w* solves: y = x · w*.
 *
 * Weights are given as their difference from w*, so that the loss of task k is (x_k · w)², its solutions are the line through
 * 0 across x_k, and the joint solution is 0.
 */
export interface Problem {
  /** x₁ and x₂. */
  readonly inputs: readonly [Weights, Weights];
  /** The weights before training, as their difference from the joint solution. */
  readonly start: Weights;
}

/** The path of one problem on one task: its weights before every update and after the last, and the lengths of the updates. */
export interface Walk {
  readonly positions: readonly Weights[];
  readonly lengths: readonly number[];
}

/** A walk through the first task with the state after each number of updates, from which a second task can be begun. */
export interface FirstTask {
  readonly walks: readonly Walk[];
  /** The walks on the second task, begun after so many updates of the first. */
  second(after: number, state: "carry over" | "reset"): Walk[];
  /** Frees the compiled program and the states. */
  dispose(): void;
}

/** Problems at random: inputs in all directions and of lengths from .75 to 1.5, each weight of the start standard normal. */
export function drawProblems(count: number, seed = 1): Problem[] {
  const { uniform, normal } = random(seed, 0);
  const input = (): Weights => {
    const [angle, length] = [2 * Math.PI * uniform(), 0.75 * (1 + uniform())];
    return [length * Math.cos(angle), length * Math.sin(angle)];
  };
  return Array.from({ length: count }, () => ({ inputs: [input(), input()], start: [normal(), normal()] }));
}

/** (x · w)². */
export function lossAt([x1, x2]: Weights, [w1, w2]: Weights): number {
  return (x1 * w1 + x2 * w2) ** 2;
}

/** Where all problems are, [R, 2], and the optimizer's state. */
interface Place extends Record<string, TensorTree> {
  readonly points: Tensor;
  readonly state: Record<string, TensorTree>;
}

/** After every update, [K, R, …]. */
interface Path extends Place {
  readonly lengths: Tensor;
}

/**
 * Trains all problems on their first task by full-batch descent on (x₁ · w)², all in one compiled loop.
 *
 * @param updates of the first task, and of a second
 */
export function trainFirstTask(problems: readonly Problem[], optimizer: Optimizer, updates: number): FirstTask {
  const follow = jit(
    function follow(inputs: Tensor, place: Place): Path {
      const loss = (at: Tensor) => tf.square(tf.sum(tf.mul(inputs, at), 1)) as Tensor1D;
      const step = ({ points, state }: Place): [Place, Path] => {
        const [change, next] = optimizer.update(valueAndGradients(loss, points).gradients, state, points);
        const after = { points: applyUpdates(points, change), state: next };
        return [after, { ...after, lengths: tf.norm(change as Tensor, "euclidean", 1) }];
      };
      return scan(step, place, updates)[1];
    },
    { compiler: "graph" },
  );
  const pairs = (choose: (problem: Problem) => Weights) => tf.tensor2d(problems.map((problem) => [...choose(problem)]));
  const inputs = pairs((problem) => problem.inputs[1]);
  const first = tidy(() => {
    const points = pairs(({ start }) => start);
    return follow(
      pairs((problem) => problem.inputs[0]),
      { points, state: optimizer.init(points) },
    );
  });
  return {
    walks: walksOf(
      problems.map(({ start }) => start),
      first,
    ),
    second: (after, state) =>
      tidy(() => {
        const at = <Values extends TensorTree>(values: Values) =>
          mapTree((leaf) => tf.squeeze(tf.slice(leaf, after - 1, 1), [0]), values);
        const points = at(first.points);
        const begun = { points, state: state === "reset" ? optimizer.init(points) : at(first.state) };
        return walksOf(points.arraySync() as unknown as Weights[], follow(inputs, begun));
      }),
    dispose() {
      follow.dispose();
      tf.dispose([inputs, ...leaves<Tensor>(first)]);
    },
  };
}

function walksOf(starts: readonly Weights[], { points, lengths }: Path): Walk[] {
  const [places, steps] = [points.arraySync() as unknown as Weights[][], lengths.arraySync() as number[][]];
  return starts.map((start, problem) => ({
    positions: [start, ...places.map((row) => row[problem] as Weights)],
    lengths: steps.map((row) => row[problem] as number),
  }));
}
