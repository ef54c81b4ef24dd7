import { createHash } from "node:crypto";
import type { Binding } from "./binding.js";
import type { Endpoint } from "./graph.js";

/** What a TensorFlow function is made of. */
export interface FunctionDefinition {
  /** What its name begins with. */
  readonly title: string;
  /** A serialized GraphDef. */
  readonly graph: Uint8Array;
  readonly inputs: readonly Endpoint[];
  readonly outputs: readonly Endpoint[];
  /** The functions that the graph calls, by their names. */
  readonly callees: readonly string[];
}

const uses = new Map<string, number>();

/**
 * Registers a function under a name that its content determines, so that equal functions are one, compiled once, and a
 * program has the same name, and finds what was compiled of it, in every process.
 *
 * @returns the name; `releaseFunction` frees it, to be called as often
 */
export function registerFunction(binding: Binding, definition: FunctionDefinition): string {
  const { title, graph, inputs, outputs, callees } = definition;
  const content = createHash("sha256")
    .update(graph)
    .update(JSON.stringify([inputs, outputs, callees]))
    .digest("hex");
  const name = `${title.replace(/\W+/g, "_")}_${content.slice(0, 24)}`;
  const count = uses.get(name) ?? 0;
  if (count === 0) binding.addFunction(name, graph, [...inputs], [...outputs], [...callees]);
  uses.set(name, count + 1);
  return name;
}

/** Gives a function back; the last one who does so removes it. */
export function releaseFunction(binding: Binding, name: string): void {
  const count = (uses.get(name) ?? 0) - 1;
  if (count > 0) {
    uses.set(name, count);
    return;
  }
  uses.delete(name);
  binding.removeFunction(name);
}
