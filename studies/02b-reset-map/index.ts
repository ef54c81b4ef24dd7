import type { Study } from "../study.js";
import { resetOrCarryMapFigure } from "./report.js";
import {
  type ResetOrCarryMap,
  type ResetOrCarryMapOptions,
  resetOrCarryMap,
  resetOrCarryMapDefaults,
  resetOrCarryMapQuick,
} from "./resetOrCarryMap.js";
import { resetOrCarryMapChecks, resetOrCarryMapVerdict } from "./verdict.js";

export { resetOrCarryMapFigure, resetOrCarryMapTable } from "./report.js";
export {
  type MappedReset,
  type MappedResets,
  type ResetOrCarryMap,
  type ResetOrCarryMapOptions,
  resetOrCarryMap,
  resetOrCarryMapDefaults,
} from "./resetOrCarryMap.js";

/** Notebook 02b. */
export const resetOrCarryMapStudy: Study<ResetOrCarryMapOptions, ResetOrCarryMap> = {
  name: "02b-reset-map",
  section: "About the state of the optimizer, over 240 settings",
  question: "How far does it depend on what the notes leave open whether resetting is faster?",
  defaults: resetOrCarryMapDefaults,
  quick: resetOrCarryMapQuick,
  run: resetOrCarryMap,
  figures: (map) => [
    {
      name: "02b-reset-map",
      caption:
        "The share of all settings in which resetting the optimizer's state makes the joint task faster, then the share for each " +
        "answer to what the notes leave open. The notes have resetting faster for all optimizers but Adadelta.",
      figure: resetOrCarryMapFigure(map),
    },
  ],
  verdict: resetOrCarryMapVerdict,
  checks: resetOrCarryMapChecks,
};
