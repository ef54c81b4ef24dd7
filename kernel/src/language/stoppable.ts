import type * as TypeScript from "@tslab/typescript-for-tslab";
import { CELL } from "./cell.js";

/**
 * Lets a cell look whether it is to stop, at every turn of a loop and wherever a function is called that may run for long:
 * one that calls others, as a recursion does, or that is handed to a call, as to `sort`. A signal stops only what runs before a
 * cell's first await.
 */
export function makeStoppable(ts: typeof TypeScript): TypeScript.TransformerFactory<TypeScript.SourceFile> {
  return (context) => {
    const { factory } = context;
    const cell = factory.createIdentifier(CELL);
    const member = (name: string) => factory.createPropertyAccessExpression(cell, name);
    // A function's source may be taken elsewhere, to a worker or a page.
    const isThere = factory.createStrictInequality(
      factory.createTypeOfExpression(cell),
      factory.createStringLiteral("undefined"),
    );
    // Not Atomics.load, which V8 calls as a function: it would make short loops several times slower.
    const isWanted = factory.createElementAccessExpression(member("wanted"), 0);
    const stop = factory.createCallExpression(member("stop"), undefined, []);
    const check = factory.createLogicalAnd(isThere, factory.createLogicalAnd(isWanted, stop));
    const checked = factory.createExpressionStatement(check);

    const withCheck = (body: TypeScript.ConciseBody): TypeScript.ConciseBody => {
      if (!ts.isBlock(body)) return factory.createParenthesizedExpression(factory.createComma(check, body));
      const first = body.statements.findIndex((statement) => !isDirective(ts, statement));
      const start = first < 0 ? body.statements.length : first;
      return factory.updateBlock(body, [...body.statements.slice(0, start), checked, ...body.statements.slice(start)]);
    };
    const visit = (node: TypeScript.Node): TypeScript.Node => {
      const visited = ts.visitEachChild(node, visit, context);
      const body = ts.isIterationStatement(visited, false)
        ? visited.statement
        : ts.isFunctionLike(node) && mayRunLong(ts, ts.getOriginalNode(node, ts.isFunctionLike))
          ? (visited as TypeScript.FunctionLikeDeclaration).body
          : undefined;
      if (body === undefined) return visited;
      const checking =
        ts.isStatement(body) && !ts.isBlock(body) ? factory.createBlock([checked, body]) : withCheck(body);
      return ts.visitEachChild(visited, (child) => (child === body ? checking : child), context);
    };
    return (file) => ts.visitEachChild(file, visit, context);
  };
}

function mayRunLong(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  const { parent } = node;
  if (ts.isCallExpression(parent) && parent.expression !== node) return true;
  const calls = (inner: TypeScript.Node): boolean =>
    ts.isCallOrNewExpression(inner) || (!ts.isFunctionLike(inner) && (ts.forEachChild(inner, calls) ?? false));
  return ts.forEachChild(node, calls) ?? false;
}

/** Whether a statement is one like `"use strict"`. */
function isDirective(ts: typeof TypeScript, statement: TypeScript.Statement): boolean {
  return ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);
}
