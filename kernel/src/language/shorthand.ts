import type * as TypeScript from "@tslab/typescript-for-tslab";

/**
 * tslab turns names of earlier cells into `exports.name`, but overlooks them in `{ name }`; this turns those into
 * `{ name: exports.name }` before tslab sees them. `declarations` is the file in which tslab declares those names.
 */
export function expandShorthand(
  ts: typeof TypeScript,
  checker: TypeScript.TypeChecker,
  declarations: string,
): TypeScript.TransformerFactory<TypeScript.SourceFile> {
  const isEarlier = (node: TypeScript.ShorthandPropertyAssignment) =>
    checker
      .getShorthandAssignmentValueSymbol(node)
      ?.declarations?.some((declaration) => declaration.getSourceFile().fileName.endsWith(declarations)) === true;

  return (context) => {
    const { factory } = context;
    const visit = (node: TypeScript.Node): TypeScript.Node => {
      const visited = ts.visitEachChild(node, visit, context);
      if (!ts.isShorthandPropertyAssignment(node) || !ts.isShorthandPropertyAssignment(visited)) return visited;
      if (!isEarlier(node)) return visited;
      const name = node.name.text;
      const value = factory.createPropertyAccessExpression(factory.createIdentifier("exports"), name);
      // `({ name = 1 } = object)` has a default.
      const { objectAssignmentInitializer: otherwise } = visited;
      const target = otherwise ? factory.createAssignment(value, otherwise) : value;
      ts.setSourceMapRange(target, ts.getSourceMapRange(node));
      return ts.setTextRange(factory.createPropertyAssignment(name, target), node);
    };
    return (file) => ts.visitEachChild(file, visit, context);
  };
}
