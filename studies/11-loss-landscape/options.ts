import { methods, setting } from "../common/index.js";
import { choiceKind, list, number, type OptionsOf, whole } from "../core/index.js";

type MethodName = keyof typeof methods;
const names = Object.keys(methods) as MethodName[];

/** The setting of all studies, with the joint task of the first two tasks. */
export const options = {
  optimizers: list<MethodName>(
    ["sgd", "momentum", "adam", "rmsprop", "adadelta"],
    "those of the notes, sgd and adam among them",
    choiceKind(names),
  ),
  seeds: whole(setting.seeds, "runs of each optimizer; planes and boundaries show the first one"),
  criterion: number(setting.criterion, "held-out accuracy at which a task, the joint one too, is learned", {
    above: 0,
    to: 1,
  }),
  resolution: whole(41, "points to a line, and to a side of a plane", { from: 3 }),
  examples: whole(500, "held-out digits of each task that losses are measured on", { to: 1500 }),
};
export type LossLandscapeOptions = OptionsOf<typeof options>;

export const quick: Partial<LossLandscapeOptions> = {
  optimizers: ["sgd", "adam"],
  seeds: 2,
  resolution: 11,
  examples: 100,
};

/** @throws RangeError where one of the optimizers is missing whose planes are drawn */
export function check({ optimizers }: LossLandscapeOptions): void {
  if (optimizers.includes("sgd") && optimizers.includes("adam")) return;
  throw new RangeError(
    `optimizers are [${optimizers.join(", ")}]; include sgd and adam, whose planes are compared side by side.`,
  );
}
