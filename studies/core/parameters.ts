import type { Study } from "./study.js";

/** The code of the `parameters` cell of a study's notebook: a constant for each option, and the two that all studies have. */
export function parametersCell({ options }: Pick<Study, "options">): string {
  const lines = Object.entries(options).map(([name, { default: standard, about, type }]) => {
    return `const ${name}${type === undefined ? "" : `: ${type}`} = ${literal(standard)}; // ${about}`;
  });
  return [
    ...lines,
    "const quick = false; // a small version, to see that everything works",
    "const fresh = false; // make everything again, what is in the store too",
  ].join("\n");
}

/** A plain value as TypeScript. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([name, entry]) => `${name}: ${literal(entry)}`)
    .join(", ")} }`;
}
