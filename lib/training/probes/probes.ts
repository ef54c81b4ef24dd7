import type { Tensor } from "@tensorflow/tfjs";
import { type TensorTree, tf } from "../../engine/index.js";
import { layerMeans, layerNorms } from "./norms.js";
import type { Probe } from "./probe.js";

/** The mean loss of each batch before the update made with it, in nats: `loss`. */
export function batchLoss(): Probe {
  return { configuration: { probe: "batchLoss" }, measure: ({ loss }) => ({ loss }) };
}

/** The accuracy on each batch before the update made with it: `accuracy`. */
export function batchAccuracy(): Probe {
  return { configuration: { probe: "batchAccuracy" }, measure: ({ accuracy }) => ({ accuracy }) };
}

/** ‖Δθ‖₂ of each layer, kernel and bias together: `updateNorm.layer1`, … */
export function updateNorms(): Probe {
  return {
    configuration: { probe: "updateNorms" },
    measure: ({ updates }) => named("updateNorm", layerNorms(updates)),
  };
}

/** ‖g‖₂ of each layer: `gradientNorm.layer1`, … */
export function gradientNorms(): Probe {
  return {
    configuration: { probe: "gradientNorms" },
    measure: ({ gradients }) => named("gradientNorm", layerNorms(gradients)),
  };
}

/**
 * The norm of each layer in one entry of the optimizer's state, `firstMoment` for example: `firstMoment.layer1`, …
 *
 * @throws Error, when training starts, where the optimizer's state has no such entry, naming those it has
 */
export function stateNorms(entry: string): Probe {
  return {
    configuration: { probe: "stateNorms", entry },
    measure: ({ optimizerState }) => named(entry, layerNorms(entryOf("stateNorms", optimizerState, entry))),
  };
}

/**
 * The mean size Σ|s| / n of a number of each layer in one entry of the optimizer's state: `secondMomentMean.layer1`, … Unlike
 * the norm it does not grow with the layer.
 *
 * @throws Error, when training starts, where the optimizer's state has no such entry, naming those it has
 */
export function stateMeans(entry: string): Probe {
  return {
    configuration: { probe: "stateMeans", entry },
    measure: ({ optimizerState }) => named(`${entry}Mean`, layerMeans(entryOf("stateMeans", optimizerState, entry))),
  };
}

function entryOf(probe: string, optimizerState: Record<string, TensorTree>, entry: string): TensorTree {
  const tree = optimizerState[entry];
  if (tree !== undefined) return tree;
  const known = Object.keys(optimizerState).join(", ") || "none";
  throw new Error(`${probe}: the optimizer's state has no "${entry}"; its entries: ${known}.`);
}

/** ‖Δθ‖₂ / ‖g‖₂ of each layer, the learning rate that plain SGD would need for an update of that size: `effectiveStep.layer1`, … */
export function effectiveSteps(): Probe {
  return {
    configuration: { probe: "effectiveSteps" },
    measure({ updates, gradients }) {
      const [steps, slopes] = [layerNorms(updates), layerNorms(gradients)];
      const ratios = Object.entries(steps).map(([layer, step]) => [layer, tf.divNoNan(step, slopes[layer] as Tensor)]);
      return named("effectiveStep", Object.fromEntries(ratios));
    },
  };
}

function named(prefix: string, values: Record<string, TensorTree>): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(values).map(([layer, value]) => [`${prefix}.${layer}`, value as Tensor]));
}
