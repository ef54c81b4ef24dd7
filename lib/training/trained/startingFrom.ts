import { createHash } from "node:crypto";
import type { Tensor } from "@tensorflow/tfjs";
import { configurationOf, configured } from "../../configuration/index.js";
import { flatten, mapTree, type TensorTree, tf, tidy } from "../../engine/index.js";
import type { Model } from "../../models/index.js";
import type { ParameterValues, Trained } from "../run.js";
import { stacked } from "./modelParameters.js";
import type { ParameterArray } from "./parameterArray.js";
import { parametersOf } from "./parametersOf.js";

/**
 * A model whose training goes on from what was trained: every run starts with its parameters, whatever its seed.
 *
 * ```ts
 * const [first] = await train({ model, …, parameters: true });
 * const further = await train({ model: startingFrom(model, first), … });
 * ```
 *
 * @throws RangeError where they are not the model's parameters, naming the first that does not fit
 */
export function startingFrom<Params extends TensorTree>(model: Model<Params>, trained: Trained): Model<Params> {
  const parameters = parametersOf("startingFrom", trained);
  tf.dispose(flatten<Tensor>(stacked("startingFrom", model, [parameters])).leaves);
  const start: Model<Params> = {
    ...model,
    init: (seeds) =>
      tidy(() =>
        mapTree(
          (leaf) => tf.tile(leaf, [seeds.length, ...Array<number>(leaf.rank - 1).fill(1)]),
          stacked("startingFrom", model, [parameters]),
        ),
      ),
  };
  const ofModel = configurationOf(model);
  return configured(start, ofModel && { model: ofModel, startingFrom: checksum(parameters) });
}

function checksum(parameters: ParameterValues): string {
  const hash = createHash("sha256");
  for (const { buffer, byteOffset, byteLength } of flatten<ParameterArray>(parameters).leaves) {
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  }
  return hash.digest("hex").slice(0, 32);
}
