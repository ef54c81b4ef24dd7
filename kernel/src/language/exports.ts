import type { ExportDeclaration, Modifier, Statement } from "@tslab/typescript-for-tslab";
import { ts } from "./typescript.js";

/**
 * The cell with its exports, as in code that comes from a file, turned into declarations: all that a cell declares at its
 * top is there for later cells. Everything else stays where it is.
 */
export function exportsAsDeclarations(code: string): string {
  const file = ts.createSourceFile("cell.ts", code, ts.ScriptTarget.Latest);
  return file.statements.reduce((text, statement) => {
    if (ts.isExportDeclaration(statement)) {
      const start = statement.getStart(file);
      const [end, by] = asDeclaration(statement, start, statement.getText(file));
      return text.slice(0, start) + by.padEnd(end - start) + text.slice(end);
    }
    const keyword = exportKeyword(statement);
    return keyword
      ? text.slice(0, keyword.end - "export".length) + " ".repeat("export".length) + text.slice(keyword.end)
      : text;
  }, code);
}

/** The `export` before a declaration, but for `export default`. */
function exportKeyword(statement: Statement): Modifier | undefined {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  if (modifiers.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)) return undefined;
  return modifiers.find(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

/** Where what is replaced ends, and by what: `export { a as b }` by `const b = a`, `export … from` by `import … from`. */
function asDeclaration(statement: ExportDeclaration, start: number, text: string): [end: number, by: string] {
  const { exportClause, moduleSpecifier, isTypeOnly, end } = statement;
  if (!exportClause) return [start, ""];
  if (moduleSpecifier) return [start + "export".length, "import"];
  if (isTypeOnly || !ts.isNamedExports(exportClause)) return [start, ""];
  const renamed = exportClause.elements.filter(({ propertyName, isTypeOnly }) => propertyName && !isTypeOnly);
  if (renamed.length === 0) return [start, ""];
  const declared = renamed.map(({ name, propertyName }) => `${name.text} = ${propertyName?.text}`);
  return [end, `const ${declared.join(", ")}${text.endsWith(";") ? ";" : ""}`];
}
