import type { Node } from "@tslab/typescript-for-tslab";
import { ts } from "./typescript.js";

/**
 * Whether a cell awaits something outside of its functions. tslab learns it from an error of the compiler's, which
 * `await (…)`, `await […]` and `for await` do not give.
 */
export function hasTopLevelAwait(code: string): boolean {
  const file = ts.createSourceFile("cell.ts", `export {};${code}`, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS);
  const awaits = (node: Node): boolean => {
    if (ts.isFunctionLike(node)) return false;
    if (ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier)) return true;
    return ts.forEachChild(node, awaits) ?? false;
  };
  return awaits(file);
}
