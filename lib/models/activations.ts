import type { Tensor } from "@tensorflow/tfjs";
import { tf } from "../engine/index.js";

/** The name of one of the functions that can follow a layer. */
export type Activation = "relu" | "tanh" | "sigmoid" | "gelu" | "leakyRelu" | "identity";

/** The functions that can follow a layer, element by element, with the constants that PyTorch has by default. */
export const activations: Readonly<Record<Activation, (x: Tensor) => Tensor>> = {
  /** max(x, 0). */
  relu: (x) => tf.relu(x),
  /** tanh x. */
  tanh: (x) => tf.tanh(x),
  /** 1 / (1 + e⁻ˣ). */
  sigmoid: (x) => tf.sigmoid(x),
  /** x · Φ(x), Φ the distribution function of the standard normal (Hendrycks and Gimpel 2016, arXiv 1606.08415). */
  gelu: (x) => tf.mul(tf.mul(0.5, x), tf.add(1, tf.erf(tf.mul(Math.SQRT1_2, x)))),
  /** x where it is positive, .01 · x elsewhere (Maas, Hannun and Ng 2013). */
  leakyRelu: (x) => tf.leakyRelu(x, 0.01),
  /** x: the network is linear, however deep. */
  identity: (x) => x,
};
