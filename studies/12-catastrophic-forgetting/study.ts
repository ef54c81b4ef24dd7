import type { Study } from "../study.js";
import { forgettingChecks, forgettingFigures, forgettingVerdict } from "./report.js";
import {
  type CatastrophicForgetting,
  type CatastrophicForgettingOptions,
  catastrophicForgetting,
  catastrophicForgettingDefaults,
  catastrophicForgettingQuick,
} from "./run.js";

/** Notebook 12. */
export const catastrophicForgettingStudy: Study<CatastrophicForgettingOptions, CatastrophicForgetting> = {
  name: "12-catastrophic-forgetting",
  section: "Last week results, the cited Ashley & Sutton, 2021",
  question: "Which optimizer forgets least, and does the paper's experiment come out as published?",
  defaults: catastrophicForgettingDefaults,
  quick: catastrophicForgettingQuick,
  run: catastrophicForgetting,
  figures: forgettingFigures,
  verdict: forgettingVerdict,
  checks: forgettingChecks,
};
