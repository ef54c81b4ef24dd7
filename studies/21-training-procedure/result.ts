import { differenceInterval, type Interval, pairedTTest } from "momenta/statistics";
import { last } from "../core/index.js";
import type { Border } from "./measure/border.js";
import type { Depth } from "./measure/depths.js";
import type { Signal } from "./measure/signals.js";
import type { ActivationName, StartName } from "./measure/starts.js";
import { type RemedyName, type Sign, type SymptomName, symptoms } from "./measure/symptoms.js";
import type { Losses } from "./measure/trainTogether.js";
import type { Treated, Treatments, Untreated } from "./measure/treatments.js";
import type { TrainingProcedureOptions } from "./options.js";

/** What the study found. */
export interface TrainingProcedureResult {
  readonly options: TrainingProcedureOptions;
  readonly treatments: Treatments;
  readonly border: Border;
  readonly signals: readonly Signal[];
  readonly depths: readonly Depth[];
}

/** A symptom before and after its remedies. */
export function symptomOf({ treatments }: TrainingProcedureResult, name: SymptomName): Untreated {
  return treatments.symptoms.find((one) => one.name === name) as Untreated;
}

/** What a remedy made of it; undefined where it has nothing to change. */
export function treatedBy(result: TrainingProcedureResult, name: SymptomName, remedy: RemedyName): Treated | undefined {
  return symptomOf(result, name).after[remedy];
}

/** Which loss a symptom is about. */
export function signOf(name: SymptomName): Sign {
  return (symptoms.find((one) => one.name === name) as (typeof symptoms)[number]).sign;
}

/** The value of that loss in a run. */
export function signIn(sign: Sign, { training, test, unseen }: Losses): number {
  if (sign === "training") return last(training);
  return sign === "test" ? last(test) : unseen / last(test);
}

const logs = (name: SymptomName, losses: readonly Losses[]) => losses.map((one) => Math.log(signIn(signOf(name), one)));

/** With what a remedy multiplies the loss that the symptom is about: the geometric mean over seeds, paired. */
export function factorOf(result: TrainingProcedureResult, name: SymptomName, remedy: RemedyName): Interval | undefined {
  const treated = treatedBy(result, name, remedy);
  if (treated === undefined) return undefined;
  return exponentials(differenceInterval(logs(name, treated.losses), logs(name, symptomOf(result, name).before)));
}

/** The p-value of the paired t-test of its logarithm. */
export function pValueOf(result: TrainingProcedureResult, name: SymptomName, remedy: RemedyName): number {
  const treated = treatedBy(result, name, remedy) as Treated;
  return pairedTTest(logs(name, treated.losses), logs(name, symptomOf(result, name).before)).pValue;
}

export function exponentials({ estimate, lower, upper }: Interval): Interval {
  return { estimate: Math.exp(estimate), lower: Math.exp(lower), upper: Math.exp(upper) };
}

/** The network of a depth with an activation, from a start. */
export function depthOf(
  { depths }: TrainingProcedureResult,
  activation: ActivationName,
  layers: number,
  start: StartName,
): Depth {
  return depths.find((one) => one.activation === activation && one.layers === layers && one.start === start) as Depth;
}
