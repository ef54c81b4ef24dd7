import type { Bowl } from "./measure/bowls.js";
import type { CliffDescent } from "./measure/cliff.js";
import type { Example } from "./measure/example.js";
import type { FlatPlace } from "./measure/flat.js";
import type { Normalized } from "./measure/normalized.js";
import type { MomentumInRavine } from "./measure/ravines.js";
import type { CurvatureAndPreconditioningOptions } from "./options.js";

/** What the study found. */
export interface CurvatureAndPreconditioning {
  readonly options: CurvatureAndPreconditioningOptions;
  readonly bowls: readonly Bowl[];
  readonly ravines: readonly MomentumInRavine[];
  readonly flat: readonly FlatPlace[];
  readonly cliff: Readonly<Record<"plain" | "clipped", CliffDescent>>;
  readonly example: Example;
  readonly normalized: readonly Normalized[];
}
