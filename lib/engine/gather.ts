import * as tf from "@tensorflow/tfjs";
import type { NodeBackend } from "./binding.js";

/**
 * Replaces tfjs-node's kernel of `tf.gather`, which reads its indices back to the host to check them: a gather inside
 * a compiled function would then be impossible. TensorFlow checks them itself, except under XLA, where an index
 * outside of the axis is clamped to it.
 */
export function registerGather(backend: NodeBackend): void {
  const { TF_ATTR_INT, TF_ATTR_TYPE } = backend.binding;
  const type = (name: string, dtype: tf.DataType) => ({
    name,
    type: TF_ATTR_TYPE,
    value: backend.getDTypeInteger(dtype),
  });
  tf.unregisterKernel("GatherV2", "tensorflow");
  tf.registerKernel({
    kernelName: "GatherV2",
    backendName: "tensorflow",
    kernelFunc: ({ inputs, attrs }) => {
      const { x, indices } = inputs as { x: tf.TensorInfo; indices: tf.TensorInfo };
      const { axis, batchDims } = attrs as unknown as { axis: number; batchDims: number };
      const axisTensor = tf.scalar(axis, "int32");
      const result = backend.executeSingleOutput(
        "GatherV2",
        [
          { name: "batch_dims", type: TF_ATTR_INT, value: batchDims },
          type("Tparams", x.dtype),
          type("Tindices", indices.dtype),
          type("Taxis", "int32"),
        ],
        [x, indices, axisTensor],
      );
      axisTensor.dispose();
      return result;
    },
  });
}
