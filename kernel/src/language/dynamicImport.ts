import type * as TypeScript from "@tslab/typescript-for-tslab";

/**
 * Turns `import(id)` into a call of the global function with the symbol `name`: as CommonJS it would become
 * `require(id)`, which cannot load every module.
 */
export function redirectImports(
  ts: typeof TypeScript,
  name: string,
): TypeScript.TransformerFactory<TypeScript.SourceFile> {
  return (context) => {
    const { factory } = context;
    const importer = factory.createElementAccessExpression(
      factory.createIdentifier("globalThis"),
      factory.createCallExpression(
        factory.createPropertyAccessExpression(factory.createIdentifier("Symbol"), "for"),
        undefined,
        [factory.createStringLiteral(name)],
      ),
    );
    const visit = (node: TypeScript.Node): TypeScript.Node => {
      const visited = ts.visitEachChild(node, visit, context);
      if (!ts.isCallExpression(visited) || visited.expression.kind !== ts.SyntaxKind.ImportKeyword) return visited;
      return ts.setTextRange(factory.createCallExpression(importer, undefined, visited.arguments), node);
    };
    return (file) => ts.visitEachChild(file, visit, context);
  };
}
