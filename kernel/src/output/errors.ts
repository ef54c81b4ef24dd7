import { type InspectOptionsStylized, inspect } from "node:util";

/** Prints errors with a stack that points into cells; `stackOf` makes it. */
export function installErrorText(stackOf: (error: Error) => string): void {
  Object.defineProperty(Error.prototype, inspect.custom, {
    configurable: true,
    writable: true,
    value(this: Error, depth: number, options: InspectOptionsStylized): string {
      const { stack } = this;
      if (depth < 0 || stack === undefined || !Object.isExtensible(this)) return `[${this}]`;
      const shadow = { configurable: true, writable: true, enumerable: false };
      Object.defineProperty(this, inspect.custom, { ...shadow, value: undefined });
      Object.defineProperty(this, "stack", { ...shadow, value: stackOf(this) });
      try {
        return inspect(this, { ...options, depth });
      } finally {
        Object.defineProperty(this, "stack", { ...shadow, value: stack });
        Reflect.deleteProperty(this, inspect.custom);
      }
    },
  });
}
