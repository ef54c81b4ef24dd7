import type { Tensor } from "@tensorflow/tfjs";
import { random, tf, tidy } from "momenta/engine";
import { adamw, newton } from "momenta/optimizers";
import { round } from "../../core/index.js";

/** The terms that may stand beside ⟨m̂, θ − θ_t⟩ + ‖θ − θ_t‖² / 2γ in the norm of D⁻¹. */
export const proximalForms = ["printed", "linear", "scaled", "plain"] as const;
export type ProximalForm = (typeof proximalForms)[number];

/** How far the minimizers are from AdamW's step, as shares of the decay γλ‖θ_t‖. */
export interface ProximalDistance {
  /** γλ. */
  readonly decay: number;
  readonly distance: Readonly<Record<ProximalForm, number>>;
}

const learningRate = 0.01;
const decays = [0.001, 0.01, 0.1, 0.5];
/** Root mean squares of the gradients of the parameters. */
const scales = [0.01, 0.03, 0.1, 0.3, 1, 3, 10];

/**
 * The proximal problems solved by Newton's method, which is exact on them, from the state that AdamW has after fifty random
 * gradients, against AdamW's own next step.
 */
export function proximal(): ProximalDistance[] {
  return tidy(() => {
    const { normal } = random(1, 0);
    const draw = (of: (scale: number) => number) => tf.tile(tf.tensor2d([scales.map(of)]), [decays.length, 1]);
    const weightDecay = tf.tensor1d(decays.map((decay) => decay / learningRate));
    const optimizer = adamw({ learningRate, weightDecay });
    const theta = draw(() => normal());
    let state = optimizer.init(theta);
    let step: Tensor = tf.zerosLike(theta);
    for (let update = 0; update < 50; update++) {
      const [change, next] = optimizer.update(
        draw((scale) => scale * normal()),
        state,
        theta,
      );
      [step, state] = [change as Tensor, next];
    }
    const count = state.updates;
    const corrected = (moment: Tensor, beta: number) =>
      tf.div(moment, tf.reshape(tf.neg(tf.expm1(tf.mul(Math.log(beta), count))), [-1, 1]));
    const m = corrected(state.firstMoment as Tensor, 0.9);
    const inverse = tf.add(tf.sqrt(corrected(state.secondMoment as Tensor, 0.999)), 1e-8);
    const lambda = tf.reshape(weightDecay, [-1, 1]);
    const penalties: Record<ProximalForm, (at: Tensor) => Tensor> = {
      printed: () => tf.mul(-learningRate, tf.mul(lambda, theta)),
      linear: (at) => tf.mul(tf.mul(lambda, inverse), tf.mul(theta, at)),
      scaled: (at) => tf.mul(tf.mul(lambda, inverse), tf.mul(0.5, tf.square(at))),
      plain: (at) => tf.mul(lambda, tf.mul(0.5, tf.square(at))),
    };
    const after = tf.add(theta, step);
    const own = tf.norm(tf.mul(tf.mul(learningRate, lambda), theta), "euclidean", 1);
    const distances = proximalForms.map((form) => {
      const objective = (at: Tensor) => {
        const change = tf.sub(at, theta);
        const model = tf.add(tf.mul(m, change), tf.mul(0.5 / learningRate, tf.mul(inverse, tf.square(change))));
        return tf.sum(tf.add(model, penalties[form](at)), 1);
      };
      const { init, update } = newton();
      const [solution] = update(objective, init(theta), theta);
      const missed = tf.norm(tf.sub(tf.add(theta, solution as Tensor), after), "euclidean", 1);
      return [...tf.div(missed, own).dataSync()].map((value) => round(value, 3));
    });
    return decays.map((decay, row) => ({
      decay,
      distance: Object.fromEntries(
        proximalForms.map((form, at) => [form, distances[at]?.[row]]),
      ) as ProximalDistance["distance"],
    }));
  });
}
