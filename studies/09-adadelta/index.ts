import type { Study } from "../study.js";
import { type AdadeltaBehaviour, adadeltaBehaviour } from "./adadeltaBehaviour.js";
import { type AdadeltaBehaviourOptions, adadeltaBehaviourDefaults, adadeltaBehaviourQuick } from "./options.js";
import { adadeltaChecks, adadeltaVerdict, dataSetsFigure, mapFigure, stepsFigure } from "./report.js";

export { type AdadeltaBehaviour, adadeltaBehaviour } from "./adadeltaBehaviour.js";
export type { StepCurve } from "./effectiveStepCurves.js";
export type { AdadeltaForm, NamedForm } from "./hyperparameterMap.js";
export { type AdadeltaBehaviourOptions, adadeltaBehaviourDefaults, type DataSetName } from "./options.js";
export type { DataSetSpeed } from "./otherDataSets.js";
export { dataSetsFigure, dataSetsTable, formsTable, mapFigure, stepsFigure } from "./report.js";

/** Notebook 09. */
export const adadeltaBehaviourStudy: Study<AdadeltaBehaviourOptions, AdadeltaBehaviour> = {
  name: "09-adadelta",
  section: "Coming: investigate Adadelta",
  question: "Why is Adadelta going so well, and does it on other data sets?",
  defaults: adadeltaBehaviourDefaults,
  quick: adadeltaBehaviourQuick,
  run: adadeltaBehaviour,
  figures: (result) => [
    {
      name: "09-adadelta",
      caption:
        "Size of the update over size of the gradient, layer by layer, over the second task: the learning rate that plain SGD would need for such a step. " +
        "Adadelta starts with short steps and lengthens them; carried over (dashed) it starts with longer ones.",
      figure: stepsFigure(result),
    },
    {
      name: "09-adadelta-map",
      caption:
        "Updates over Adadelta's ρ and ε, on the second task and on the joint task; dark cells are slow. " +
        "The learning rate is 1 everywhere, so ε is what sets the first steps.",
      figure: mapFigure(result),
    },
    {
      name: "09-adadelta-data-sets",
      caption:
        "Updates on the second of two tasks of other data sets, with the learning rates of the notes, state reset and carried over. " +
        "Adadelta is the fastest where its dots lie furthest to the left of their group.",
      figure: dataSetsFigure(result),
    },
  ],
  verdict: adadeltaVerdict,
  checks: adadeltaChecks,
};
