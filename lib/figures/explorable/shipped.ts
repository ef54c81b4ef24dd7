import { createContext, runInContext } from "node:vm";
import type { Explored } from "./types.js";

/** Functions by name. */
export type Functions = Readonly<Record<string, (...given: never[]) => unknown>>;

/**
 * The text of a function that gives elsewhere what it gives here, for the page to run.
 *
 * @param uses other functions that it is given
 * @param found what it gives here
 * @throws TypeError where it, or one of those, needs something that is outside itself, naming it
 */
export function shipped<Given, Uses extends Functions>(
  compute: (given: Given, uses: Uses) => Explored,
  given: Given,
  uses: Uses,
  found: Explored,
): string {
  const others = Object.entries(uses).map(([name, use]) => `${JSON.stringify(name)}: ${use}`);
  const source = `(given) => (${compute})(given, { ${others.join(", ")} })`;
  const here = JSON.stringify(found);
  let there: string;
  try {
    there = runInContext(`JSON.stringify((${source})(${JSON.stringify(given)}))`, createContext({}));
  } catch (error) {
    const reason = error instanceof Error || isNamed(error) ? `${error.name}: ${error.message}` : String(error);
    throw new TypeError(
      `explorable: compute runs in the reader's page, and there it ends with “${reason}”. ` +
        "Give one function that declares inside itself everything that it uses.",
    );
  }
  if (there === here) return source;
  throw new TypeError(
    "explorable: compute gives something else when it is called again. Give a function of its settings and of nothing else.",
  );
}

/** Errors of another context are no `Error` of this one. */
function isNamed(error: unknown): error is { readonly name: string; readonly message: string } {
  return typeof error === "object" && error !== null && "message" in error && "name" in error;
}
