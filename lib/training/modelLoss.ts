import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import { tf } from "../engine/index.js";
import type { Loss } from "../models/index.js";

/** What a loss compares outputs with: units [R, B], int32, one-hot [R, B, outputs]; targets as they are. */
export function lossTargets(wanted: Tensor, outputs: number): Tensor {
  return wanted.dtype === "int32" ? tf.cast(tf.oneHot(wanted, outputs), "float32") : wanted;
}

/** @throws Error where the loss is not one number for each replica */
export function modelLoss(loss: Loss, outputs: Tensor, targets: Tensor): Tensor1D {
  const value = loss(outputs, targets);
  const [replicas] = outputs.shape;
  if (value instanceof tf.Tensor && value.rank === 1 && value.shape[0] === replicas) return value as Tensor1D;
  const found = value instanceof tf.Tensor ? `shape [${value.shape}]` : `a ${typeof value}`;
  throw new Error(
    `loss ${loss.name} gives ${found}; give the mean over batch and outputs for each replica, [${replicas}].`,
  );
}
