import * as helpers from "tslib";

/** Makes the functions that compiled code calls, as `__importDefault`, global: cells do not carry copies of them. */
export function installHelpers(): void {
  for (const [name, value] of Object.entries(helpers))
    if (name.startsWith("__")) Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
