import { configurationOf, configured, type Json } from "../configuration/index.js";
import type { Hyperparameter, Optimizer } from "./optimizer.js";

/** `configured` by a method and its hyper-parameters, where these are numbers and none has a value for each replica. */
export function described<Made extends object>(
  made: Made,
  method: string,
  options: Readonly<Record<string, Hyperparameter | boolean>>,
): Made {
  const known = Object.values(options).every((value) => typeof value !== "object");
  return configured(made, known ? ({ method, ...options } as Json) : undefined);
}

/** What a function that makes an optimizer of a learning rate makes of two of them, undefined where that is not known. */
export function configurationOfMaker(make: (learningRate: number) => Optimizer): Json | undefined {
  const [one, two] = [1, 2].map((rate) => configurationOf(make(rate)));
  return one === undefined || two === undefined ? undefined : [one, two];
}
