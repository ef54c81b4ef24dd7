import { format, type InspectOptionsStylized, inspect, types } from "node:util";

/** Prints errors, and traces, with a stack that points into cells; `stackOf` makes it. */
export function installErrorText(stackOf: (error: Error) => string): void {
  console.trace = (...values) => {
    const trace = { name: "Trace", message: format(...values) };
    Error.captureStackTrace(trace, console.trace);
    console.error(stackOf(trace));
  };
  Object.defineProperty(Error.prototype, inspect.custom, {
    configurable: true,
    writable: true,
    value(this: Error, depth: number, options: InspectOptionsStylized): string {
      const text = stackOf(this);
      if (depth < 0) return `[${text.split("\n    at ")[0]}]`;
      try {
        return inspectWithStack(this, text, { ...options, depth });
      } catch {
        // A proxy, or an error whose name or stack cannot be read.
        return text;
      }
    },
  });
}

/** Node's own text of an error, with another stack. */
function inspectWithStack(error: Error, text: string, options: InspectOptionsStylized): string {
  const stack = Object.getOwnPropertyDescriptor(error, "stack");
  if (!stack?.configurable || !Object.isExtensible(error) || types.isProxy(error)) return text;
  const shadow = { configurable: true, writable: true, enumerable: false };
  Object.defineProperty(error, inspect.custom, { ...shadow, value: undefined });
  Object.defineProperty(error, "stack", { ...shadow, value: text });
  try {
    return inspect(error, options);
  } finally {
    Object.defineProperty(error, "stack", stack);
    Reflect.deleteProperty(error, inspect.custom);
  }
}
