import type { Landscapes } from "./measure/landscapes.js";
import type { VisualizingOptimizersOptions } from "./options.js";

/** What the study found. */
export interface VisualizingOptimizers extends Landscapes {
  readonly options: VisualizingOptimizersOptions;
}

export function assemble(
  options: VisualizingOptimizersOptions,
  { landscapes }: { readonly landscapes: Landscapes },
): VisualizingOptimizers {
  return { options, ...landscapes };
}
