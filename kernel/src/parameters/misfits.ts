import { ts } from "../language/index.js";
import type { Compiled } from "./compile.js";

/** The function that gives the values to their names; in a function, a name has the type that it is declared with. */
const ASSIGNS = "__assigns__";

/** The source that assigns the values, TypeScript expressions, to their names. */
export function assign(values: Record<string, string>): string {
  const assignments = Object.entries(values).map(([name, value]) => `${name} = ${value};`);
  return `function ${ASSIGNS}() {\n${assignments.join("\n")}\n}`;
}

/** The names whose values are not of their types, in a cell behind what `assign` gives. */
export function misfits({ file, diagnostics }: Compiled): string[] {
  const assigns = file.statements.filter(ts.isFunctionDeclaration).find(({ name }) => name?.text === ASSIGNS);
  const wrong = (assigns?.body?.statements ?? []).filter((statement) =>
    diagnostics.some(({ start = -1 }) => start >= statement.getStart() && start < statement.end),
  );
  return wrong.map((statement) => statement.getText().split(" =")[0] ?? "");
}
