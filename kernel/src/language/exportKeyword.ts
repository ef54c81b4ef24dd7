import { ts } from "./typescript.js";

/**
 * The cell with blanks for the `export` before a declaration, as in code that comes from a file: all that a cell
 * declares at its top is there for later cells, and tslab exports it by itself.
 */
export function blankExports(code: string): string {
  const file = ts.createSourceFile("cell.ts", code, ts.ScriptTarget.Latest);
  let blanked = code;
  for (const statement of file.statements) {
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    if (modifiers.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)) continue;
    for (const { kind, end } of modifiers)
      if (kind === ts.SyntaxKind.ExportKeyword)
        blanked = `${blanked.slice(0, end - "export".length)}      ${blanked.slice(end)}`;
  }
  return blanked;
}
