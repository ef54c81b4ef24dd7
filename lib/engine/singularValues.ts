import type { Tensor } from "@tensorflow/tfjs";
import { native, tidy } from "./tensorflow.js";

/**
 * The singular values of matrices [..., M, N], the largest first: shape [..., min(M, N)].
 *
 * @throws Error where TensorFlow's native addon is not there
 */
export function singularValues(matrices: Tensor): Tensor {
  const backend = native;
  if (backend === null) {
    throw new Error("singularValues: needs TensorFlow's native addon, which is not there; npm run setup builds it.");
  }
  const { TF_ATTR_BOOL, TF_ATTR_TYPE } = backend.binding;
  return tidy(() => {
    const [values] = backend.executeMultipleOutputs(
      "Svd",
      [
        { name: "compute_uv", type: TF_ATTR_BOOL, value: false },
        { name: "full_matrices", type: TF_ATTR_BOOL, value: false },
        { name: "T", type: TF_ATTR_TYPE, value: backend.getDTypeInteger(matrices.dtype) },
      ],
      [matrices],
      3,
    );
    return values as Tensor;
  });
}
