import type { StateAtSwitch } from "momenta/training";
import { type Method, methods } from "./setting.js";

/** The columns of one optimizer in the notes' table of savings, each a mean of 25 runs. */
export interface PublishedSavings {
  readonly method: Method;
  readonly columns: readonly { readonly stateAtSwitch: StateAtSwitch; readonly savings: number }[];
}

/** The notes' seven columns: Notes about optimization in sequential learning, September 24, 2025, "Last week results". */
export const publishedSavings: readonly PublishedSavings[] = [
  { method: methods.sgd, columns: [{ stateAtSwitch: "carryOver", savings: 0.59 }] },
  { method: methods.momentum, columns: carriedOverAndReset(-0.11, -0.09) },
  { method: methods.adam, columns: carriedOverAndReset(-0.74, 0.13) },
  { method: methods.rmsprop, columns: carriedOverAndReset(0.57, 0.7) },
];

function carriedOverAndReset(carriedOver: number, reset: number): PublishedSavings["columns"] {
  return [
    { stateAtSwitch: "carryOver", savings: carriedOver },
    { stateAtSwitch: "reset", savings: reset },
  ];
}
