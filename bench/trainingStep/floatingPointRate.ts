/**
 * How much of what this machine can compute does the training step of 25 replicas use?
 *
 * Both sides are timed by the floating-point operation. Of the step only the matrix products that an update needs are
 * counted; what it does beside them (batches, ReLU, loss, Adam) takes its time and counts nothing. The other side is a
 * product of two square matrices, through the same TensorFlow, op by op.
 */
import { tf } from "momenta";
import { milliseconds } from "../rounds.js";
import type { Contender, Work } from "../work.js";
import { momentaContender } from "./momenta.js";
import { perceptron } from "./network.js";

const REPLICAS = 25;
const UPDATES = 60;
const WIDTHS = [784, 100, 100, 10] as const;
const SIZE = 2048;
const PRODUCTS = 4;

export const floatingPointRate: Work = {
  name: "floating-point rate",
  unit: "GFLOP",
  contenders: () => [
    { ...momentaContender(perceptron, REPLICAS, UPDATES), amount: (UPDATES * REPLICAS * updateOperations()) / 1e9 },
    matrixProduct(),
  ],
  targets: [{ contender: "momenta", against: "matrix product", atLeast: 0.4 }],
};

/**
 * The floating-point operations of the matrix products in one update of one replica: each layer's output and the
 * gradient of its kernel, and that of its input but for the first layer, a multiplication and an addition each.
 */
export function updateOperations(): number {
  const products = WIDTHS.slice(1).map((width, layer) => (layer === 0 ? 2 : 3) * (WIDTHS[layer] as number) * width);
  return 2 * perceptron.batch * products.reduce((sum, count) => sum + count, 0);
}

function matrixProduct(): Contender {
  const [a, b] = [1, 2].map((seed) => tf.randomUniform<tf.Rank.R2>([SIZE, SIZE], -1, 1, "float32", seed)) as [
    tf.Tensor2D,
    tf.Tensor2D,
  ];
  return {
    name: "matrix product",
    compiles: false,
    amount: (PRODUCTS * 2 * SIZE ** 3) / 1e9,
    call: () =>
      milliseconds(() => {
        for (let product = 0; product < PRODUCTS; product++) {
          const result = tf.matMul(a, b);
          result.dataSync();
          result.dispose();
        }
      }),
    close: () => tf.dispose([a, b]),
  };
}
