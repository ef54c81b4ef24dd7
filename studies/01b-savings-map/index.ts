import type { Study } from "../study.js";
import { savingsMapFigure } from "./report.js";
import {
  type SavingsMap,
  type SavingsMapOptions,
  savingsMap,
  savingsMapDefaults,
  savingsMapQuick,
} from "./savingsMap.js";
import { savingsMapChecks, savingsMapVerdict } from "./verdict.js";

export { pickedTable, savingsMapFigure, savingsMapTable } from "./report.js";
export {
  type MappedSavings,
  type MappedSetting,
  type Picked,
  type SavingsMap,
  type SavingsMapColumn,
  type SavingsMapOptions,
  savingsMap,
  savingsMapDefaults,
} from "./savingsMap.js";

/** Notebook 01b. */
export const savingsMapStudy: Study<SavingsMapOptions, SavingsMap> = {
  name: "01b-savings-map",
  section: "Last week results, over 240 settings",
  question: "How far do the published savings depend on what the notes leave open?",
  defaults: savingsMapDefaults,
  quick: savingsMapQuick,
  run: savingsMap,
  figures: (map) => [
    {
      name: "01b-savings-map",
      caption:
        "The share of all settings in which a column of the notes has the published sign of savings, then the share for each answer " +
        "to what the notes leave open. A row that changes between the answers of one question depends on that question.",
      figure: savingsMapFigure(map),
    },
  ],
  verdict: savingsMapVerdict,
  checks: savingsMapChecks,
};
