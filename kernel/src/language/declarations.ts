import { ts } from "./typescript.js";

/** The name under which the compiler keeps `declare global`. */
const GLOBAL = "global";

/**
 * Of the declarations of earlier cells those that tslab forgets: namespaces, `declare global` and `declare module`, but for
 * namespaces whose names the cell declares itself.
 */
export function keptModules(declarations: string, declared: readonly string[]): string {
  const file = ts.createSourceFile("declarations.d.ts", declarations, ts.ScriptTarget.Latest);
  return file.statements
    .filter(ts.isModuleDeclaration)
    .filter(({ name }) => !ts.isIdentifier(name) || name.text === GLOBAL || !declared.includes(name.text))
    .map((statement) => `${statement.getText(file)}\n`)
    .join("");
}
