/** The gradients that tfjs lacks though they are well defined, and those that it has wrong. */

import type { GradConfig, Tensor } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";

/** Registers them for every backend. */
export function registerKernelGradients(): void {
  for (const gradient of gradients()) tf.registerGradient(gradient);
}

function gradients(): GradConfig[] {
  return [
    // Constant wherever they are differentiable.
    ...["Equal", "NotEqual", "Greater", "GreaterEqual", "Less", "LessEqual"].map((name) => constant(name, ["a", "b"])),
    ...["LogicalAnd", "LogicalOr", "FloorDiv"].map((name) => constant(name, ["a", "b"])),
    ...["LogicalNot", "All", "Any", "ArgMax", "ArgMin"].map((name) => constant(name, ["x"])),
    // Each output is one of the inputs.
    ...["DepthToSpace", "MirrorPad", "StridedSlice"].map((name) => selection(name, "x")),
    selection("FlipLeftRight", "image"),
    selection("GatherNd", "params", "indices"),
    // Whole numbers that an op is given as indices are constant; tfjs knows no gradient of them.
    indexed("GatherV2", "indices"),
    indexed("UnsortedSegmentSum", "segmentIds"),
    // tfjs leaves broadcasting out.
    ...["BatchMatMul", "Maximum", "Minimum", "SquaredDifference"].map(broadcast),
    topK,
    einsum,
    cumsum,
    cumprod,
    diag,
    scatterNd,
    tensorScatterUpdate,
    eluGrad,
    conv2DBackpropFilter,
    avgPoolGrad,
  ];
}

function constant(kernelName: string, inputs: string[]): GradConfig {
  return {
    kernelName,
    inputsToSave: inputs,
    gradFunc: (_, saved) => Object.fromEntries(inputs.map((name, at) => [name, () => zerosLike(saved[at] as Tensor)])),
  };
}

/** The gradient of an op that copies numbers: each output's goes to the place that the op, run on places, says. */
function selection(kernelName: string, input: string, indices?: string): GradConfig {
  return {
    kernelName,
    inputsToSave: indices === undefined ? [input] : [input, indices],
    gradFunc: (dy, saved, attributes) => {
      const [x, at] = saved as [Tensor, Tensor];
      const chosen = () => {
        const places = tf.reshape(tf.range(0, x.size, 1, "int32"), x.shape);
        const inputs = indices === undefined ? { [input]: places } : { [input]: places, [indices]: at };
        return tf.engine().runKernel(kernelName, inputs, attributes) as Tensor;
      };
      const gradient = { [input]: () => sumAt(dy as Tensor, chosen(), x.shape) };
      return indices === undefined ? gradient : { ...gradient, [indices]: () => zerosLike(at) };
    },
  };
}

/** tfjs' own gradient, and zero for the indices. */
function indexed(kernelName: string, indices: string): GradConfig {
  const own = tf.getGradient(kernelName);
  const at = (own.inputsToSave as string[]).indexOf(indices);
  return {
    ...own,
    gradFunc: (dy, saved, attributes) => ({
      ...own.gradFunc(dy, saved, attributes),
      [indices]: () => zerosLike(saved[at] as Tensor),
    }),
  };
}

/** tfjs' own gradient, summed over the axes along which an input was repeated. */
function broadcast(kernelName: string): GradConfig {
  const own = tf.getGradient(kernelName);
  return {
    ...own,
    gradFunc: (dy, saved, attributes) => {
      const [a, b] = saved as [Tensor, Tensor];
      const { a: ofA, b: ofB } = own.gradFunc(dy, saved, attributes) as Record<"a" | "b", () => Tensor>;
      return { a: () => sumTo(ofA(), a.shape), b: () => sumTo(ofB(), b.shape) };
    },
  };
}

const topK: GradConfig = {
  kernelName: "TopK",
  inputsToSave: ["x"],
  outputsToSave: [false, true],
  gradFunc: (dys, saved) => {
    const [x, indices] = saved as [Tensor, Tensor];
    const n = x.shape.at(-1) as number;
    const starts = tf.reshape(tf.range(0, x.size, n, "int32"), [...x.shape.slice(0, -1), 1]);
    return { x: () => sumAt((dys as Tensor[])[0] as Tensor, tf.add(indices, starts), x.shape) };
  },
};

/** Of a factor: the output's gradient contracted with the other factor, repeated along the axes that only this factor has. */
const einsum: GradConfig = {
  kernelName: "Einsum",
  saveAllInputs: true,
  gradFunc: (dy, saved, attributes) => {
    const { equation } = attributes as unknown as { equation: string };
    const [left, output] = equation.replace(/\s/g, "").split("->") as [string, string];
    const factors = left.split(",");
    for (const labels of [...factors, output]) {
      if (new Set(labels).size < labels.length || labels.includes(".")) {
        throw new Error(
          `einsum: "${equation}" has a label twice in one term, or dots; there is no gradient of that. ` +
            `Write it with tf.mul and tf.sum.`,
        );
      }
    }
    const gradientOf = (index: number) => () => {
      const labels = [...(factors[index] as string)];
      const { shape } = saved[index] as Tensor;
      const rest = factors.filter((_, at) => at !== index);
      const shared = labels.filter((label) => [output, ...rest].some((other) => other.includes(label)));
      const others = saved.filter((_, at) => at !== index);
      const product = tf.einsum(`${[output, ...rest].join(",")}->${shared.join("")}`, dy as Tensor, ...others);
      const places = shape.map((size, axis) => (shared.includes(labels[axis] as string) ? size : 1));
      return tf.broadcastTo(tf.reshape(product, places), shape);
    };
    return Object.fromEntries(saved.map((_, index) => [index, gradientOf(index)]));
  },
};

/** tfjs transposes it where the axis is not the last. */
const cumsum: GradConfig = {
  kernelName: "Cumsum",
  gradFunc: (dy, _, attributes) => {
    const { axis, exclusive, reverse } = attributes as unknown as Cumulation;
    return { x: () => tf.cumsum(dy as Tensor, axis, exclusive, !reverse) };
  },
};

interface Cumulation {
  readonly axis: number;
  readonly exclusive: boolean;
  readonly reverse: boolean;
}

/** Σᵢ dyᵢ · (the product i without its factor k), for each k: without a division, and so for zeros too. */
const cumprod: GradConfig = {
  kernelName: "Cumprod",
  inputsToSave: ["x"],
  gradFunc: (dy, saved, attributes) => {
    const [x] = saved as [Tensor];
    const { axis: given, exclusive, reverse } = attributes as unknown as Cumulation;
    const axis = given < 0 ? given + x.rank : given;
    const n = x.shape[axis] as number;
    const rows = [n, ...x.shape.slice(axis + 1).map(() => 1)];
    const own = tf.reshape(tf.eye(n), [n, ...rows]);
    return {
      x: () => {
        const [factors, along] = [tf.expandDims(x, axis), tf.expandDims(dy as Tensor, axis)];
        const others = tf.add(tf.mul(factors, tf.sub(1, own)), own);
        const products = tf.cumprod(others, axis + 1, exclusive, reverse);
        const present = tf.cumsum(tf.reshape(tf.eye(n), [n, ...rows]), 1, exclusive, reverse);
        return tf.sum(tf.mul(tf.mul(products, present), along), axis + 1);
      },
    };
  },
};

const diag: GradConfig = {
  kernelName: "Diag",
  inputsToSave: ["x"],
  gradFunc: (dy, saved) => {
    const [x] = saved as [Tensor];
    const places = tf.range(0, x.size ** 2, x.size + 1, "int32");
    return { x: () => tf.reshape(tf.gather(tf.reshape(dy as Tensor, [-1]), places), x.shape) };
  },
};

const scatterNd: GradConfig = {
  kernelName: "ScatterNd",
  inputsToSave: ["indices"],
  gradFunc: (dy, saved) => {
    const [indices] = saved as [Tensor];
    return { indices: () => zerosLike(indices), updates: () => tf.gatherND(dy as Tensor, indices) };
  },
};

const tensorScatterUpdate: GradConfig = {
  kernelName: "TensorScatterUpdate",
  inputsToSave: ["indices", "updates"],
  gradFunc: (dy, saved) => {
    const [indices, updates] = saved as [Tensor, Tensor];
    return {
      tensor: () => tf.tensorScatterUpdate(dy as Tensor, indices, zerosLike(updates)),
      indices: () => zerosLike(indices),
      updates: () => tf.gatherND(dy as Tensor, indices),
    };
  },
};

/** Of dy · (1 where y ≥ 0, y + 1 elsewhere). */
const eluGrad: GradConfig = {
  kernelName: "EluGrad",
  inputsToSave: ["dy", "y"],
  gradFunc: (ddx, saved) => {
    const [dy, y] = saved as [Tensor, Tensor];
    const negative = () => tf.cast(tf.less(y, 0), "float32");
    return {
      dy: () => tf.mul(ddx as Tensor, tf.add(1, tf.mul(y, negative()))),
      y: () => tf.mul(tf.mul(ddx as Tensor, dy), negative()),
    };
  },
};

/** It is linear in both: in the images as the convolution's is, in dy as the convolution itself. */
const conv2DBackpropFilter: GradConfig = {
  kernelName: "Conv2DBackpropFilter",
  inputsToSave: ["x", "dy"],
  gradFunc: (ddFilter, saved, attributes) => {
    const [x, dy] = saved as [Tensor, Tensor];
    const filter = ddFilter as Tensor;
    const run = (kernelName: string, inputs: Record<string, Tensor>, more: Record<string, number[] | number>) =>
      tf.engine().runKernel(kernelName, inputs, { ...attributes, ...more }) as Tensor;
    return {
      x: () => run("Conv2DBackpropInput", { dy, filter }, { inputShape: x.shape }),
      dy: () => run("Conv2D", { x, filter }, { dilations: 1 }),
    };
  },
};

const avgPoolGrad: GradConfig = {
  kernelName: "AvgPoolGrad",
  inputsToSave: ["input"],
  gradFunc: (ddx, saved, attributes) => {
    const [input] = saved as [Tensor];
    const { filterSize, strides, pad } = attributes as unknown as {
      filterSize: [number, number] | number;
      strides: [number, number] | number;
      pad: "valid" | "same" | number;
    };
    return {
      dy: () => tf.avgPool(ddx as tf.Tensor4D, filterSize, strides, pad),
      input: () => zerosLike(input),
    };
  },
};

/** Gradients are float32, whatever they are of. */
function zerosLike({ shape }: Tensor): Tensor {
  return tf.zeros(shape);
}

/** Zeros of a shape with each number added at its place, counted through the flat tensor. */
function sumAt(numbers: Tensor, places: Tensor, shape: readonly number[]): Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  const flat = tf.unsortedSegmentSum(tf.reshape(numbers, [-1]), tf.reshape(places, [-1]) as tf.Tensor1D, size);
  return tf.reshape(flat, [...shape]);
}

function sumTo(tensor: Tensor, shape: readonly number[]): Tensor {
  const added = tensor.rank - shape.length;
  const axes = tensor.shape.flatMap((size, axis) =>
    axis < added || (shape[axis - added] === 1 && size > 1) ? [axis] : [],
  );
  return axes.length === 0 ? tensor : tf.reshape(tf.sum(tensor, axes), [...shape]);
}
