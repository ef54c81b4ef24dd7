import type * as TypeScript from "@tslab/typescript-for-tslab";

/**
 * Declarations of the variables that a file declares with `var` inside of a block or a loop: they belong to the file, but
 * TypeScript does not list them among what it declares.
 */
export function declareHoisted(
  ts: typeof TypeScript,
  checker: TypeScript.TypeChecker,
  file: TypeScript.SourceFile,
  locals: ReadonlyMap<string, TypeScript.Symbol>,
): string {
  const isHoisted = ({ valueDeclaration }: TypeScript.Symbol): boolean => {
    if (!valueDeclaration) return false;
    const variable = ts.isBindingElement(valueDeclaration)
      ? ts.walkUpBindingElementsAndPatterns(valueDeclaration)
      : valueDeclaration;
    if (!ts.isVariableDeclaration(variable)) return false;
    const statement = variable.parent.parent;
    return !(ts.isVariableStatement(statement) && statement.parent === file);
  };
  return [...locals.values()]
    .filter(isHoisted)
    .map((symbol) => {
      const type = checker.getTypeOfSymbol(symbol);
      return `declare var ${symbol.name}: ${checker.typeToString(type, file, ts.TypeFormatFlags.NoTruncation)};\n`;
    })
    .join("");
}
