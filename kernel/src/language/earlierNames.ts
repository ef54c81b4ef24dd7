import type * as TypeScript from "@tslab/typescript-for-tslab";
import { CELL } from "./cell.js";

/**
 * Turns names of earlier cells into `__cell__.names.name`, so that reading and writing them reaches their variables.
 *
 * @param declarations the file in which tslab declares those names
 */
export function referToEarlierNames(
  ts: typeof TypeScript,
  checker: TypeScript.TypeChecker,
  declarations: TypeScript.SourceFile,
): TypeScript.TransformerFactory<TypeScript.SourceFile> {
  // Not in TypeScript's published types, but tslab asks for it as well.
  const { locals } = declarations as unknown as { locals?: ReadonlyMap<string, TypeScript.Symbol> };
  const isEarlier = (symbol: TypeScript.Symbol | undefined) =>
    symbol !== undefined && locals?.get(symbol.name) === symbol;

  return (context) => {
    const { factory } = context;
    const reference = ({ text }: TypeScript.Identifier, original: TypeScript.Node) => {
      const names = factory.createPropertyAccessExpression(factory.createIdentifier(CELL), "names");
      const access = factory.createPropertyAccessExpression(names, text);
      // Without the end, an error in a call is where the name is.
      ts.setEmitFlags(access, ts.EmitFlags.NoTrailingSourceMap);
      return ts.setTextRange(ts.setSourceMapRange(access, ts.getSourceMapRange(original)), original);
    };
    /** `(0, value)`: called as this, a function gets no object as `this`. */
    const detached = (value: TypeScript.Expression) =>
      factory.createParenthesizedExpression(factory.createComma(factory.createNumericLiteral(0), value));
    /** Whether a name has become a reference. */
    const isReferred = (name: TypeScript.Expression, visited: TypeScript.Expression) =>
      ts.isIdentifier(name) && visited !== name;
    const visit = (node: TypeScript.Node): TypeScript.Node => {
      if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return node;
      if (ts.isIdentifier(node)) return isEarlier(checker.getSymbolAtLocation(node)) ? reference(node, node) : node;
      const visited = ts.visitEachChild(node, visit, context);
      if (ts.isShorthandPropertyAssignment(node) && ts.isShorthandPropertyAssignment(visited)) {
        if (!isEarlier(checker.getShorthandAssignmentValueSymbol(node)))
          return node.objectAssignmentInitializer ? visited : node;
        const value = reference(node.name, node);
        // `({ name = 1 } = object)` has a default.
        const { objectAssignmentInitializer: otherwise } = visited;
        const target = otherwise ? factory.createAssignment(value, otherwise) : value;
        return ts.setTextRange(factory.createPropertyAssignment(node.name.text, target), node);
      }
      if (
        ts.isCallExpression(node) &&
        ts.isCallExpression(visited) &&
        isReferred(node.expression, visited.expression)
      ) {
        const { expression, typeArguments, arguments: given } = visited;
        return factory.updateCallExpression(visited, detached(expression), typeArguments, given);
      }
      if (
        ts.isTaggedTemplateExpression(node) &&
        ts.isTaggedTemplateExpression(visited) &&
        isReferred(node.tag, visited.tag)
      ) {
        const { tag, typeArguments, template } = visited;
        return factory.updateTaggedTemplateExpression(visited, detached(tag), typeArguments, template);
      }
      return visited;
    };
    return (file) => ts.visitEachChild(file, visit, context);
  };
}
