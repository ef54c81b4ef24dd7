import type { Tensor } from "@tensorflow/tfjs";
import type { NodeBackend, OpAttribute } from "./binding.js";
import { native, tf } from "./tensorflow.js";

/** A matrix in double precision, in TensorFlow's memory alone. */
export interface Double {
  /** The addon's number of it. */
  readonly id: number;
  readonly shape: readonly number[];
}

/** The decomposition of a symmetric matrix [N, N]. */
export interface Eigen {
  /** [N], ascending. */
  readonly values: Double;
  /** [N, N], columns. */
  readonly vectors: Double;
}

/** TensorFlow's number for its type DT_DOUBLE, which tfjs does not know. */
const DOUBLE = 2;

/** What each `float64.tidy` under way has to free. */
const scopes: Double[][] = [];

/**
 * Linear algebra in double precision, for systems that float32 cannot solve. tfjs has no such tensors; TensorFlow's ops have
 * them: a float32 tensor becomes one by a cast and the result is read through another. Not for compiled functions.
 *
 * ```ts
 * const solution = float64.tidy(() => {
 *   const { values, vectors } = float64.eigen(float64.matMul(a, a, true));
 *   return float64.tensor(vectors);
 * });
 * ```
 *
 * @throws Error where TensorFlow's native addon is not there
 */
export const float64 = {
  /** The numbers of a float32 tensor. */
  from(tensor: Tensor): Double {
    const backend = requireNative();
    return run("Cast", cast(backend.binding.TF_FLOAT, DOUBLE), backend.getInputTensorIds([tensor]))[0] as Double;
  },

  /** The numbers rounded to a float32 tensor. */
  tensor({ id }: Double): Tensor {
    const backend = requireNative();
    const [result] = backend.binding.executeOp("Cast", cast(DOUBLE, backend.binding.TF_FLOAT), [id], 1);
    return backend.createOutputTensor(result as NonNullable<typeof result>);
  },

  /** The product of two matrices, each of them transposed where that is said. */
  matMul(a: Double, b: Double, transposeA = false, transposeB = false): Double {
    const attributes = [type("T", DOUBLE), flag("transpose_a", transposeA), flag("transpose_b", transposeB)];
    return run("MatMul", attributes, [a.id, b.id])[0] as Double;
  },

  /** a + b, broadcast. */
  add(a: Double, b: Double): Double {
    return run("AddV2", [type("T", DOUBLE)], [a.id, b.id])[0] as Double;
  },

  /** a · b number by number, broadcast. */
  mul(a: Double, b: Double): Double {
    return run("Mul", [type("T", DOUBLE)], [a.id, b.id])[0] as Double;
  },

  /** The part of a matrix that begins at a row and a column, of so many rows and columns. */
  slice({ id }: Double, begin: readonly [number, number], size: readonly [number, number]): Double {
    const backend = requireNative();
    const [from, extent] = [tf.tensor1d([...begin], "int32"), tf.tensor1d([...size], "int32")];
    const attributes = [type("T", DOUBLE), type("Index", backend.binding.TF_INT32)];
    const [part] = run("Slice", attributes, [id, ...backend.getInputTensorIds([from, extent])]);
    tf.dispose([from, extent]);
    return part as Double;
  },

  /** The eigenvalues [N] of a symmetric matrix [N, N], ascending, and its eigenvectors as columns [N, N]. */
  eigen(symmetric: Double): Eigen {
    const attributes = [type("T", DOUBLE), flag("compute_v", true)];
    const [values, vectors] = run("SelfAdjointEigV2", attributes, [symmetric.id], 2) as [Double, Double];
    return { values, vectors };
  },

  /** Those of several matrices of one size, each decomposed on a core of its own while there are any. */
  eigens(symmetric: readonly Double[]): Eigen[] {
    const count = symmetric.length;
    const pack = [type("T", DOUBLE), whole("N", count), whole("axis", 0)];
    const [packed] = run(
      "Pack",
      pack,
      symmetric.map(({ id }) => id),
    ) as [Double];
    const { values, vectors } = float64.eigen(packed);
    const unpack = [type("T", DOUBLE), whole("num", count), whole("axis", 0)];
    const [allValues, allVectors] = [values, vectors].map(({ id }) => run("Unpack", unpack, [id], count));
    return symmetric.map((_, at) => ({ values: allValues?.[at] as Double, vectors: allVectors?.[at] as Double }));
  },

  /** Runs `fn` and frees every matrix made on the way but one that it returns, which a `tidy` around this one frees then. */
  tidy<Result>(fn: () => Result): Result {
    const scope: Double[] = [];
    scopes.push(scope);
    let result: Result | undefined;
    try {
      result = fn();
      return result;
    } finally {
      scopes.pop();
      for (const made of scope) {
        if (made === result) scopes.at(-1)?.push(made);
        else float64.dispose(made);
      }
    }
  },

  /** Frees a matrix that was made outside of `tidy`, or returned from it. */
  dispose({ id }: Double): void {
    requireNative().binding.deleteTensor(id);
  },
};

function run(op: string, attributes: readonly OpAttribute[], inputs: readonly number[], outputs = 1): Double[] {
  const made = requireNative()
    .binding.executeOp(op, attributes, inputs, outputs)
    .map(({ id, shape }) => ({ id, shape }));
  scopes.at(-1)?.push(...made);
  return made;
}

function cast(from: number, to: number): OpAttribute[] {
  return [type("SrcT", from), type("DstT", to), flag("Truncate", false)];
}

function type(name: string, value: number): OpAttribute {
  return { name, type: requireNative().binding.TF_ATTR_TYPE, value };
}

function flag(name: string, value: boolean): OpAttribute {
  return { name, type: requireNative().binding.TF_ATTR_BOOL, value };
}

function whole(name: string, value: number): OpAttribute {
  return { name, type: requireNative().binding.TF_ATTR_INT, value };
}

function requireNative(): NodeBackend {
  if (native !== null) return native;
  throw new Error("float64: needs TensorFlow's native addon, which is not there; npm run setup builds it.");
}
