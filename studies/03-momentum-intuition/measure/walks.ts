import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import { jit, leaves, mapTree, scan, type TensorTree, tf, tidy, valueAndGradients } from "momenta/engine";
import { applyUpdates, type Optimizer } from "momenta/optimizers";
import type { Problem, Weights } from "./problems.js";

/** A walk on one task: the weights before every update and after the last, and the lengths of the updates. */
export interface Walk {
  readonly positions: readonly Weights[];
  readonly lengths: readonly number[];
}

/** The walks on both tasks of a problem, the first one up to the switch. */
export interface Walks {
  readonly problem: Problem;
  readonly first: Walk;
  readonly second: Walk;
}

/** A walk through the first tasks, with the optimizer's state after every update, from which the second tasks can begin. */
export interface FirstTask {
  /** The walks of all problems where the second task begins after so many updates of the first. */
  switchAfter(updates: number, state: "carryOver" | "reset"): Walks[];
  /** Frees the compiled program and the states. */
  dispose(): void;
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
  const secondInputs = pairs(({ inputs }) => inputs[1]);
  const path = tidy(() => {
    const points = pairs(({ start }) => start);
    return follow(
      pairs(({ inputs }) => inputs[0]),
      { points, state: optimizer.init(points) },
    );
  });
  const first = walksAlong(
    problems.map(({ start }) => start),
    path,
  );
  return {
    switchAfter: (count, state) =>
      tidy(() => {
        const at = <Values extends TensorTree>(values: Values) =>
          mapTree((leaf) => tf.squeeze(tf.slice(leaf, count - 1, 1), [0]), values);
        const points = at(path.points);
        const place = { points, state: state === "reset" ? optimizer.init(points) : at(path.state) };
        const second = walksAlong(points.arraySync() as unknown as Weights[], follow(secondInputs, place));
        return problems.map((problem, index) => {
          const { positions, lengths } = first[index] as Walk;
          const before = { positions: positions.slice(0, count + 1), lengths: lengths.slice(0, count) };
          return { problem, first: before, second: second[index] as Walk };
        });
      }),
    dispose() {
      follow.dispose();
      tf.dispose([secondInputs, ...leaves<Tensor>(path)]);
    },
  };
}

function walksAlong(starts: readonly Weights[], { points, lengths }: Path): Walk[] {
  const [places, steps] = [points.arraySync() as unknown as Weights[][], lengths.arraySync() as number[][]];
  return starts.map((start, problem) => ({
    positions: [start, ...places.map((row) => row[problem] as Weights)],
    lengths: steps.map((row) => row[problem] as number),
  }));
}
