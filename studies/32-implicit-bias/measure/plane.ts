import { tf } from "momenta/engine";
import { adam, type Optimizer, scheduled, schedules, sgd } from "momenta/optimizers";
import { type Context, round } from "../../core/index.js";
import type { ImplicitBiasOptions } from "../options.js";
import { descend } from "./linear.js";

/** A path from 0 to the line of solutions of one equation, w₁ + 3 w₂ = 4. */
export interface PlanePath {
  readonly method: "SGD" | "Adam";
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** x and y of the one example. */
export const equation = { input: [1, 3], target: 4 } as const;

const UPDATES = 400;

/** Both methods on one equation with two unknowns. */
export async function plane(_: ImplicitBiasOptions, context: Context): Promise<PlanePath[]> {
  const optimizers: Record<PlanePath["method"], Optimizer> = {
    SGD: sgd({ learningRate: 0.01 }),
    Adam: scheduled(schedules.cosine(0.02, UPDATES), (learningRate) => adam({ learningRate })),
  };
  return context.map(["SGD", "Adam"] as const, "methods", (method) => {
    const { records } = descend(optimizers[method], {
      examples: [{ inputs: [Float64Array.from(equation.input)], targets: [equation.target] }],
      loss: "squared",
      updates: UPDATES,
      record: (w) => ({
        x: tf.squeeze(tf.slice(w, [0, 0], [1, 1]), [1]),
        y: tf.squeeze(tf.slice(w, [0, 1], [1, 1]), [1]),
      }),
      ...context.compiler,
    });
    const course = (name: "x" | "y") =>
      [0, ...(records[name] ?? []).map(([value]) => round(value as number))].filter((_, at) => at % 5 === 0);
    return { method, x: course("x"), y: course("y") };
  });
}
