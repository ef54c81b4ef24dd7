import { type InspectOptionsStylized, inspect } from "node:util";

/** What Node adds to a promise while async contexts are tracked; nothing that a user put there. */
const TRACKING = /,?\s*\[Symbol\((?:async_id_symbol|trigger_async_id_symbol|kResourceStore)\)\]: \w+/g;

/** Prints promises as `Promise { 1 }`, as if nothing were tracked. */
export function installPromiseText(): void {
  Object.defineProperty(Promise.prototype, inspect.custom, {
    configurable: true,
    writable: true,
    value(this: Promise<unknown>, depth: number, options: InspectOptionsStylized): string {
      if (depth < 0) return "[Promise]";
      Object.defineProperty(this, inspect.custom, { configurable: true, value: undefined });
      try {
        return inspect(this, { ...options, depth }).replace(TRACKING, "");
      } finally {
        Reflect.deleteProperty(this, inspect.custom);
      }
    },
  });
}
