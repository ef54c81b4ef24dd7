import type { Tensor } from "@tensorflow/tfjs";
import { requireOptions, whole } from "../arguments/index.js";
import { configured } from "../configuration/index.js";
import { tf } from "../engine/index.js";
import { type Dense, dense } from "./dense.js";
import { uniform } from "./initializers.js";
import { initialLayers } from "./initialLayers.js";
import type { Model } from "./model.js";
import { unstack } from "./unstack.js";

/** The sizes of a GRU. */
export interface GruOptions {
  /** How many different characters there are. */
  readonly vocabulary: number;
  /** Width of the hidden state of each layer. */
  readonly units: number;
  /** How many GRUs are stacked, each reading the hidden states of the one below. */
  readonly layers: number;
}

/**
 * Of each GRU, first to last, what the input (`input1`, `input2`, …: kernel [R, inputs, 3 · units]) and what the state
 * (`state1`, `state2`, …: kernel [R, units, 3 · units]) contribute to its reset gate, update gate and candidate, side by
 * side in this order; then `output`.
 */
export type GruParams = Record<string, Dense>;

/**
 * A character language model of gated recurrent units. Inputs are the codes of the characters, int32, [R, B, T] or, the
 * same for all replicas, [B, T]; logits [R, B, T, vocabulary], at each place those of the next character. With x the
 * input, one-hot at first, and h the state, 0 at first:
 *
 *     r = σ(x · U_r + b_r + h · W_r + c_r)
 *     z = σ(x · U_z + b_z + h · W_z + c_z)
 *     n = tanh(x · U_n + b_n + r · (h · W_n + c_n))
 *     h ← (1 − z) · n + z · h
 *
 * These are PyTorch's equations (nn.GRU) and cuDNN's: the reset gate acts after the product with W_n, in the paper before.
 * All parameters start from U(−1/√units, 1/√units), as PyTorch's do.
 *
 * The T steps are recorded one by one, since a gradient goes through no loop: the time to compile grows with layers · T.
 * Compile with `jit(fn, { compiler: "graph" })`: XLA takes twenty times as long to compile the steps and runs them no faster
 * (figures in models/README.md).
 *
 * Source: Cho et al., "Learning phrase representations using RNN encoder-decoder for statistical machine translation",
 * EMNLP 2014, arXiv 1406.1078, equations 5 to 8.
 *
 * @throws RangeError where an option is unknown or a size is no positive integer
 */
export function gru(options: GruOptions): Model<GruParams> {
  requireOptions("gru", options, { vocabulary: whole(), units: whole(), layers: whole() });
  const { vocabulary, units, layers } = options;
  const depths = Array.from({ length: layers }, (_, index) => index + 1);

  return configured(
    {
      name: `GRU ${[vocabulary, ...depths.map(() => units), vocabulary].join("-")}`,

      init(seeds) {
        const layer = initialLayers(seeds, uniform(1 / Math.sqrt(units)));
        return Object.fromEntries([
          ...depths.flatMap((depth) => [
            [`input${depth}`, layer([depth === 1 ? vocabulary : units, 3 * units])],
            [`state${depth}`, layer([units, 3 * units])],
          ]),
          ["output", layer([units, vocabulary])],
        ]);
      },

      apply(params, codes) {
        const [batch, length] = codes.shape.slice(-2) as [number, number];
        const letters = tf.oneHot(tf.cast(codes, "int32"), vocabulary, 1, 0, "float32");
        const characters = tf.reshape(letters, [...codes.shape.slice(0, -2), batch * length, vocabulary]);
        const hidden = depths.reduce((inputs, depth) => {
          const contribution = dense(inputs, params[`input${depth}`] as Dense);
          const states = run(
            tf.reshape(contribution, [-1, batch, length, 3 * units]),
            params[`state${depth}`] as Dense,
          );
          return tf.reshape(states, [-1, batch * length, units]);
        }, characters as Tensor);
        return tf.reshape(dense(hidden, params.output as Dense), [-1, batch, length, vocabulary]);
      },
    },
    { model: "gru", vocabulary, units, layers },
  );
}

/** The hidden states [R, B, T, units] for what the inputs contribute, [R, B, T, 3 · units]. */
function run(contributions: Tensor, recurrent: Dense): Tensor {
  const [replicas, batch, , width] = contributions.shape as [number, number, number, number];
  const units = width / 3;
  const gatesAndCandidate = (tensor: Tensor) => tf.split(tensor, [2 * units, units], -1) as [Tensor, Tensor];
  const [inputGates, inputCandidates] = gatesAndCandidate(contributions).map((part) => unstack(part, 2)) as [
    Tensor[],
    Tensor[],
  ];
  let hidden: Tensor = tf.zeros([replicas, batch, units]);
  const states = inputGates.map((inputGate, place) => {
    const [stateGate, stateCandidate] = gatesAndCandidate(dense(hidden, recurrent));
    const [reset, update] = tf.split(tf.sigmoid(tf.add(inputGate, stateGate)), 2, -1) as [Tensor, Tensor];
    const candidate = tf.tanh(tf.add(inputCandidates[place] as Tensor, tf.mul(reset, stateCandidate)));
    hidden = tf.add(candidate, tf.mul(update, tf.sub(hidden, candidate)));
    return hidden;
  });
  return tf.stack(states, 2);
}
