import type { Tensor } from "@tensorflow/tfjs";
import { jit, random, scan, type TensorTree, tf, tidy } from "momenta/engine";
import { adam, adamw, applyUpdates, l2, type Optimizer } from "momenta/optimizers";
import { type Interval, meanInterval } from "momenta/statistics";
import { type Context, round, roundInterval } from "../../core/index.js";
import type { DecoupledDecayOptions } from "../options.js";
import { printedL2 } from "./forms.js";

/** The decay that a parameter received, for gradients of size ±s. */
export interface ToyDecay {
  /** s, which is √v̂ of the loss. */
  readonly scale: number;
  /** −ln of what is left of θ against a run without penalty, by γT: λ where all is as intended. */
  readonly received: Readonly<Record<ToyForm, Interval>>;
}

/** L2 in the gradient, L2 as the source prints it, AdamW. */
export const toyForms = ["l2", "printed", "adamw"] as const;
export type ToyForm = (typeof toyForms)[number];

const learningRate = 1e-3;
const updates = 100;
const scales = Array.from({ length: 13 }, (_, at) => 10 ** (-3 + at / 3));

/**
 * Parameters that begin at 1 and whose gradients are s or −s at random, for thirteen sizes s, with λ and without, the same
 * gradients for all.
 */
export async function toy(
  { examined: weightDecay, toySeeds: seeds }: DecoupledDecayOptions,
  { map }: Context,
): Promise<ToyDecay[]> {
  const noise = new Float32Array(updates * seeds * scales.length);
  for (let seed = 0; seed < seeds; seed++) {
    const { uniform } = random(seed + 1, 0);
    for (let update = 0; update < updates; update++) {
      scales.forEach((scale, at) => {
        noise[(update * seeds + seed) * scales.length + at] = uniform() < 0.5 ? scale : -scale;
      });
    }
  }
  const options = { learningRate, beta2: 0.999, epsilon: 1e-8 };
  const ends = (optimizer: Optimizer) => walkToEnd(optimizer, noise, seeds);
  const without = ends(adam(options));
  const optimizers: Record<ToyForm, Optimizer> = {
    l2: l2(adam(options), weightDecay) as Optimizer,
    printed: printedL2(options, weightDecay),
    adamw: adamw({ ...options, weightDecay }),
  };
  const found = await map(toyForms, "forms", (form) => ends(optimizers[form]));
  return scales.map((scale, at) => ({
    scale: round(scale),
    received: Object.fromEntries(
      toyForms.map((form, row) => {
        const rates = Array.from({ length: seeds }, (_, seed) => {
          const place = seed * scales.length + at;
          const lost = (without[place] as number) - (found[row]?.[place] as number);
          return -Math.log(1 - lost) / (learningRate * updates);
        });
        return [form, roundInterval(meanInterval(rates))];
      }),
    ) as ToyDecay["received"],
  }));
}

interface Place extends Record<string, TensorTree> {
  readonly params: Tensor;
  readonly state: Record<string, TensorTree>;
}

/** θ after all updates, [seeds · scales]. */
function walkToEnd(optimizer: Optimizer, noise: Float32Array, seeds: number): Float32Array {
  const walk = jit(
    function walk(gradients: Tensor) {
      const step = ({ params, state }: Place, gradient: Tensor): [Place, Record<never, Tensor>] => {
        const [change, next] = optimizer.update(gradient, state, params);
        return [{ params: applyUpdates(params, change), state: next }, {}];
      };
      const params = tf.ones([seeds, scales.length]);
      return scan(step, { params, state: optimizer.init(params) }, gradients)[0].params;
    },
    { compiler: "graph" },
  );
  try {
    return tidy(() => walk(tf.tensor3d(noise.slice(), [updates, seeds, scales.length])).dataSync() as Float32Array);
  } finally {
    walk.dispose();
  }
}
