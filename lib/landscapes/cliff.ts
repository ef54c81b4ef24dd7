import { tf } from "../engine/index.js";
import { plane } from "./plane.js";

const STEPS = 50;

/**
 * The error of a recurrent network of one unit after 50 steps, where a small change of the weight w or the bias b sends
 * the unit to another fixed point: a plateau that ends in a cliff, with gradients that explode there.
 *
 *     h₀ = ½,   hₜ = w · σ(hₜ₋₁) + b,   f(w, b) = (σ(h₅₀) − .7)²
 *
 * For w < 1 / .21 the minima are a line, the fixed points with σ(h) = .7; the one at w = 2 is listed. The box shows
 * the cliff.
 * Source: Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks", ICML 2013, figure 6.
 */
export const cliff = plane(
  {
    name: "Cliff",
    minima: [{ point: [2, Math.log(7 / 3) - 1.4], value: 0 }],
    saddles: [],
    box: { lower: [4, -3.6], upper: [7, -2] },
    start: [6.5, -2.6],
  },
  (w, b) => {
    let h = tf.fill(w.shape, 0.5);
    for (let step = 0; step < STEPS; step++) h = tf.add(tf.mul(w, tf.sigmoid(h)), b);
    return tf.square(tf.sub(tf.sigmoid(h), 0.7));
  },
);
