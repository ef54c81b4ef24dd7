import { configured, type Json } from "../configuration/index.js";
import type { Hyperparameter } from "./optimizer.js";

/** `configured` by a method and its hyper-parameters, where these are numbers and none has a value for each replica. */
export function described<Made extends object>(
  made: Made,
  method: string,
  options: Readonly<Record<string, Hyperparameter | boolean>>,
): Made {
  const known = Object.values(options).every((value) => typeof value !== "object");
  return configured(made, known ? ({ method, ...options } as Json) : undefined);
}
