import { firstMomentStudy } from "./firstMoment/index.js";
import { momentumSlowStartStudy } from "./momentumSlowStart/index.js";
import { savingsStudy } from "./savings.js";
import { secondMomentStudy } from "./secondMoment/index.js";
import type { Study } from "./study.js";

/** All studies, in the order of their notebooks. */
export const studies: readonly Study[] = [
  savingsStudy,
  momentumSlowStartStudy,
  secondMomentStudy,
  firstMomentStudy,
] as readonly unknown[] as readonly Study[];
