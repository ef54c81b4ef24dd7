import { lossLandscapeStudy } from "./lossLandscape/index.js";
import { momentumIntuitionStudy } from "./momentumIntuition/index.js";
import { savingsStudy } from "./savings.js";
import type { Study } from "./study.js";

/** All studies, in the order of their notebooks. */
export const studies: readonly Study[] = [
  savingsStudy,
  momentumIntuitionStudy,
  lossLandscapeStudy,
] as readonly unknown[] as readonly Study[];
