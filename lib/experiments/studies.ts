import { resetOrCarryStudy } from "./resetOrCarryStudy.js";
import { savingsStudy } from "./savingsStudy.js";
import type { Study } from "./study.js";

/** All studies, in the order of their notebooks. */
export const studies: readonly Study[] = [savingsStudy, resetOrCarryStudy] as readonly unknown[] as readonly Study[];
