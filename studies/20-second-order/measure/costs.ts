import type { Tensor } from "@tensorflow/tfjs";
import { jit, leaves, type TensorTree, tf, tidy, valueAndGradient } from "momenta/engine";
import { rosenbrock } from "momenta/landscapes";
import { bfgs, diagonalNewton, lbfgs, newton, type ObjectiveOptimizer, type Optimizer, sgd } from "momenta/optimizers";
import { type Context, round } from "../../core/index.js";
import type { SecondOrderOptions } from "../options.js";

/** What one update of a method takes, by the number of parameters M. */
export interface MethodCost {
  readonly method: string;
  readonly points: readonly {
    readonly parameters: number;
    /** Of processor time, all threads together, the least of some runs on the machine that ran the notebook. */
    readonly milliseconds: number;
    /** Numbers that the method keeps or builds beside parameters and gradient. */
    readonly numbers: number;
  }[];
  /** d log t / d log M between the last two points. */
  readonly slope: number;
}

const REPEATS = 7;

/** One update on Rosenbrock's function of M parameters, whose value and gradient take O(M). */
export function costs({ parameters }: SecondOrderOptions, { map }: Context): Promise<MethodCost[]> {
  const methods: readonly (Optimizer | ObjectiveOptimizer)[] = [
    sgd({ learningRate: 1e-4 }),
    lbfgs(),
    diagonalNewton(),
    bfgs(),
    newton(),
  ];
  return map(methods, "methods", (method) => {
    const points = parameters.map((count) => ({
      parameters: count,
      milliseconds: round(least(method, count), 3),
      numbers: numbersOf(method, count),
    }));
    const [before, last] = points.slice(-2) as [(typeof points)[number], (typeof points)[number]];
    return {
      method: method.name,
      points,
      slope: round(
        Math.log(last.milliseconds / before.milliseconds) / Math.log(last.parameters / before.parameters),
        3,
      ),
    };
  });
}

function least(method: Optimizer | ObjectiveOptimizer, parameters: number): number {
  const { value, start } = rosenbrock(parameters);
  const update = jit(
    (points: Tensor, state: Record<string, TensorTree>) =>
      ("takes" in method
        ? method.update(value, state, points)
        : method.update(valueAndGradient(value, points).gradient, state, points))[0] as Tensor,
    { compiler: "graph" },
  );
  try {
    return tidy(() => {
      const points = tf.tensor2d([start as number[]]);
      const state = method.init(points);
      update(points, state).dataSync();
      const times = Array.from({ length: REPEATS }, () => {
        const before = process.cpuUsage();
        update(points, state).dataSync();
        const { user, system } = process.cpuUsage(before);
        return (user + system) / 1000;
      });
      return Math.min(...times);
    });
  } finally {
    update.dispose();
  }
}

/** The sizes of the state, and of the Hessian or its diagonal where the method builds it. */
function numbersOf(method: Optimizer | ObjectiveOptimizer, parameters: number): number {
  return tidy(() => {
    const points = tf.zeros([1, parameters]);
    const kept = leaves<Tensor>(method.init(points)).filter(({ rank }) => rank > 1);
    const state = kept.reduce((sum, { size }) => sum + size, 0);
    if (method.name === "Newton") return parameters ** 2;
    return method.name === "Diagonal Newton" ? parameters : state;
  });
}
