import { inWords, requireArgument } from "../arguments/index.js";
import { tidy } from "../engine/index.js";
import { type AnyTrainOptions, type OneOptimizer, optimizer as optimizerKind, settingValue } from "./schema.js";

/**
 * Checks settings, and the optimizer for each of them.
 *
 * @throws RangeError where there are settings without a function of them, or one without settings; settings differ in their
 *   names or not at all; a value is no finite number; or the function gives no optimizer for one
 */
export function requireSettings(optimizer: OneOptimizer, settings: AnyTrainOptions["settings"]): void {
  if (typeof optimizer !== "function") {
    if (settings === undefined) return;
    throw new RangeError(
      `train: settings are given, and optimizer is ${optimizer.name} for all of them; give a function of a setting, as ` +
        "({ learningRate }) => sgd({ learningRate }).",
    );
  }
  requireArgument("train", "optimizer", settings === undefined ? optimizer : undefined, {
    ...optimizerKind,
    allowed: `${optimizerKind.allowed}, or settings for the function`,
    optional: true,
  });
  const [first = {}, ...others] = settings ?? [];
  const names = Object.keys(first).sort();
  others.forEach((setting, at) => {
    const found = Object.keys(setting).sort();
    if (found.join() === names.join()) return;
    throw new RangeError(
      `train: settings[${at + 1}] has ${found.join(", ") || "no names"}, settings[0] has ${names.join(", ") || "none"}; ` +
        "give all the same names.",
    );
  });
  const known = new Map<string, number>();
  settings?.forEach((setting, at) => {
    for (const name of names) requireArgument("train", `settings[${at}].${name}`, setting[name], settingValue);
    const key = names.map((name) => setting[name]).join();
    if (known.has(key)) {
      throw new RangeError(
        `train: settings[${at}] is ${inWords(setting)}, as settings[${known.get(key)}]; give each once.`,
      );
    }
    known.set(key, at);
    tidy(() => {
      requireArgument("train", `what optimizer returns for settings[${at}]`, optimizer(setting), optimizerKind);
    });
  });
}
