import type * as TypeScript from "@tslab/typescript-for-tslab";

/**
 * Lets every turn of a loop in a cell look whether it is to stop: a signal stops only what runs before a cell's first
 * await. `stopper` is the global object with a field `wanted`, an Int32Array in shared memory, and a method `stop`.
 */
export function makeLoopsStoppable(
  ts: typeof TypeScript,
  stopper: string,
): TypeScript.TransformerFactory<TypeScript.SourceFile> {
  return (context) => {
    const { factory } = context;
    const member = (object: string, name: string) =>
      factory.createPropertyAccessExpression(factory.createIdentifier(object), name);
    // Not Atomics.load, which V8 calls as a function: it would make short loops several times slower.
    const isWanted = factory.createElementAccessExpression(member(stopper, "wanted"), 0);
    const stop = factory.createCallExpression(member(stopper, "stop"), undefined, []);
    const check = factory.createIfStatement(isWanted, factory.createExpressionStatement(stop));

    const visit = (node: TypeScript.Node): TypeScript.Node => {
      const visited = ts.visitEachChild(node, visit, context);
      if (!ts.isIterationStatement(visited, false)) return visited;
      const body = factory.createBlock([check, visited.statement]);
      return ts.visitEachChild(visited, (child) => (child === visited.statement ? body : child), context);
    };
    return (file) => ts.visitEachChild(file, visit, context);
  };
}
