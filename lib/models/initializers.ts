import { having, number, requireArgument } from "../arguments/index.js";
import { configured } from "../configuration/index.js";
import type { Random } from "../engine/index.js";

/**
 * Fills what one replica has of one tensor of a layer.
 *
 * @param kernelShape the shape of the layer's kernel without the replica axis, [inputs, outputs], or
 *   [height, width, inputs, outputs] for a convolution. With k = height · width (1 for a matrix) its fan-in is k · inputs
 *   and its fan-out k · outputs.
 */
export type Fill = (values: Float32Array, kernelShape: readonly number[], generator: Random) => void;

/** Where the parameters of a layer start. */
export interface Initializer {
  readonly kernel: Fill;
  readonly bias: Fill;
}

const spread = number("a finite number of at least 0", (value) => value >= 0);

/** What models take for one. */
export const initializerKind = having("an initializer, as heNormal", "kernel", "bias");

const product = (sizes: readonly number[]) => sizes.reduce((total, size) => total * size, 1);
const fanIn = (kernelShape: readonly number[]) => product(kernelShape.slice(0, -1));
const fanOut = (kernelShape: readonly number[]) => product(kernelShape.slice(0, -2)) * (kernelShape.at(-1) as number);
const fanSum = (kernelShape: readonly number[]) => fanIn(kernelShape) + fanOut(kernelShape);

/** Draws from U(−bound, bound). */
function uniformWithin(bound: (kernelShape: readonly number[]) => number): Fill {
  return (values, kernelShape, generator) => {
    const limit = bound(kernelShape);
    for (let index = 0; index < values.length; index++) values[index] = (2 * generator.uniform() - 1) * limit;
  };
}

/** Draws from N(0, deviation²). */
function normalWith(deviation: (kernelShape: readonly number[]) => number): Fill {
  return (values, kernelShape, generator) => {
    const scale = deviation(kernelShape);
    for (let index = 0; index < values.length; index++) values[index] = scale * generator.normal();
  };
}

const zero: Fill = (values) => {
  values.fill(0);
};

/** The same for kernel and bias. */
function both(fill: Fill): Initializer {
  return { kernel: fill, bias: fill };
}

/** A kernel that is drawn, and a bias of 0. */
function kernelOnly(kernel: Fill): Initializer {
  return { kernel, bias: zero };
}

/**
 * Kernel and bias from U(−1/√fanIn, 1/√fanIn), PyTorch's default for nn.Linear and nn.Conv2d
 * (there written as He's uniform initialization with a = √5: He et al. 2015, arXiv 1502.01852).
 */
export const fanInUniform: Initializer = configured(
  both(uniformWithin((shape) => 1 / Math.sqrt(fanIn(shape)))),
  "fanInUniform",
);

/** Kernel from N(0, 2/fanIn), which keeps the variance through layers of ReLU; bias 0. Source: He et al. 2015, arXiv 1502.01852. */
export const heNormal: Initializer = configured(
  kernelOnly(normalWith((shape) => Math.sqrt(2 / fanIn(shape)))),
  "heNormal",
);

/** Kernel from U(−√(6/fanIn), √(6/fanIn)), of variance 2/fanIn; bias 0. Source: He et al. 2015, arXiv 1502.01852. */
export const heUniform: Initializer = configured(
  kernelOnly(uniformWithin((shape) => Math.sqrt(6 / fanIn(shape)))),
  "heUniform",
);

/** Kernel from N(0, 2/(fanIn + fanOut)); bias 0. Source: Glorot and Bengio, AISTATS 2010, section 4.2.1. */
export const glorotNormal: Initializer = configured(
  kernelOnly(normalWith((shape) => Math.sqrt(2 / fanSum(shape)))),
  "glorotNormal",
);

/**
 * Kernel from U(−√(6/(fanIn + fanOut)), √(6/(fanIn + fanOut))), of variance 2/(fanIn + fanOut); bias 0.
 * Source: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS 2010,
 * equation 16.
 */
export const glorotUniform: Initializer = configured(
  kernelOnly(uniformWithin((shape) => Math.sqrt(6 / fanSum(shape)))),
  "glorotUniform",
);

/** Kernel from N(0, 1/fanIn); bias 0. Source: LeCun, Bottou, Orr and Müller, "Efficient backprop", 1998, equation 16. */
export const lecunNormal: Initializer = configured(
  kernelOnly(normalWith((shape) => Math.sqrt(1 / fanIn(shape)))),
  "lecunNormal",
);

/**
 * Kernel and bias from N(0, standardDeviation²); Ashley and Sutton 2021 (arXiv 2102.07686) train networks that start with .1.
 *
 * @throws RangeError where standardDeviation is negative or not finite
 */
export function normal(standardDeviation: number): Initializer {
  requireArgument("normal", "standardDeviation", standardDeviation, spread);
  return configured(both(normalWith(() => standardDeviation)), { initializer: "normal", standardDeviation });
}

/** Kernel and bias from U(−bound, bound). */
export function uniform(bound: number): Initializer {
  return both(uniformWithin(() => bound));
}

/** Kernel and bias 0: for models of one layer; the units of a hidden layer would stay equal. */
export const zeros: Initializer = configured(both(zero), "zeros");

/**
 * Kernel a random orthogonal matrix of fanIn × outputs: its columns are orthonormal, or, where there are more columns than
 * rows, its rows are; bias 0. All such matrices are equally likely.
 *
 * Source: Saxe, McClelland and Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep linear neural
 * networks", ICLR 2014, arXiv 1312.6120.
 */
export const orthogonal: Initializer = configured(
  kernelOnly((values, kernelShape, generator) => {
    const columns = kernelShape.at(-1) as number;
    const rows = values.length / columns;
    const tall = rows >= columns;
    const vectors = orthonormalVectors(Math.min(rows, columns), Math.max(rows, columns), generator);
    vectors.forEach((vector, at) => {
      vector.forEach((value, along) => {
        values[tall ? along * columns + at : at * columns + along] = value;
      });
    });
  }),
  "orthogonal",
);

/** Gram and Schmidt's process on normal vectors, every projection taken out twice, so that rounding leaves nothing behind. */
function orthonormalVectors(count: number, length: number, generator: Random): Float64Array[] {
  const vectors: Float64Array[] = [];
  while (vectors.length < count) {
    const vector = Float64Array.from({ length }, () => generator.normal());
    for (const earlier of [...vectors, ...vectors]) {
      const along = dot(vector, earlier);
      for (let index = 0; index < length; index++) {
        vector[index] = (vector[index] as number) - along * (earlier[index] as number);
      }
    }
    const norm = Math.sqrt(dot(vector, vector));
    vectors.push(vector.map((value) => value / norm));
  }
  return vectors;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] as number) * (b[index] as number);
  return sum;
}
